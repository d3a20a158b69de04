/** What the page shows, as the server tells it. The app's own messenger speaks its own protocol and is not here. */

export const PROVIDERS = ['sms', 'messenger', 'mail'] as const;
/** Which simulated provider carries something. */
export type Provider = (typeof PROVIDERS)[number];

/** Somebody to play: one human with an address everywhere. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  /** How Messenger knows the person at our Page. */
  readonly psid: string;
  readonly email: string;
  /** Whether the phone is switched on: SMS reach it only then. */
  readonly phoneIsOn: boolean;
}

export interface ShownFile {
  readonly name: string;
  readonly contentType: string;
  /** Bytes; 0 where the provider does not say. */
  readonly size: number;
  /** On this origin. */
  readonly url: string;
}

export type MessageState = 'delivering' | 'accepted' | 'given-up' | 'sent' | 'delivered' | 'read' | 'failed';

export interface ShownMessage {
  readonly provider: Provider;
  /** The provider's id: mid, MessageSid, Message-ID. */
  readonly id: string;
  /** The customer's address at the provider: phone number, psid, email. */
  readonly customer: string;
  readonly direction: 'from-customer' | 'to-customer';
  /** Epoch ms. */
  readonly at: number;
  readonly text?: string;
  readonly subject?: string;
  /** Of a mail with a formatted body: where it is shown, without scripts and without anything from elsewhere. */
  readonly htmlUrl?: string;
  readonly files: readonly ShownFile[];
  readonly state: MessageState;
}

export const CALL_MOODS = ['well', 'slow', 'refuse', 'drop-answer', 'hang', 'drop-request'] as const;
/** How a provider treats calls of Onethread. */
export type CallMood = (typeof CALL_MOODS)[number];
export const DELIVERY_MOODS = ['well', 'twice', 'hold'] as const;
/** How a provider hands events to Onethread; `hold` keeps them until it ends, then delivers the newest first. */
export type DeliveryMood = (typeof DELIVERY_MOODS)[number];

/** The fault switches of one provider; all `well` and up is the normal life. */
export interface FaultSwitches {
  readonly isUp: boolean;
  readonly calls: CallMood;
  /** With `refuse`: the row of the provider's error table. */
  readonly errorRow: string;
  readonly deliveries: DeliveryMood;
}

/** What can be chosen at one provider, in words. */
export interface FaultChoices {
  readonly errorRows: readonly { readonly name: string; readonly words: string }[];
  readonly calls: readonly CallMood[];
  readonly deliveries: readonly DeliveryMood[];
}

/** One thing that happened between a provider and Onethread. */
export type Happening =
  | {
      readonly kind: 'delivery';
      readonly provider: Provider;
      readonly deliveryId: string;
      readonly attempt: number;
      /** HTTP status, or why there is none. */
      readonly outcome: number | 'no-connection' | 'no-answer';
      readonly willRetry: boolean;
    }
  | { readonly kind: 'call'; readonly provider: Provider; readonly what: string; readonly outcome: number | 'dropped' };

/** A button that a Facebook Page offers. */
export interface MenuEntry {
  readonly title: string;
  readonly payload: string;
}
