/** What the page shows, as the server tells it. The app's own messenger speaks its own protocol and is not here. */

/** Which simulated provider carries something: its `name` in `ProviderAbout`. */
export type ProviderName = string;

/** What the page must know of a simulated provider to draw its window; the page itself knows none of them. */
export interface ProviderAbout {
  readonly name: ProviderName;
  /** Of its window and its tab. */
  readonly title: string;
  /** In sentences and lists. */
  readonly label: string;
  /** What one writes there: an SMS, a WhatsApp message. */
  readonly noun: string;
  /** CSS, with `light-dark()`; white words on it can be read. */
  readonly color: string;
  /** A conversation in bubbles, or a mail program. */
  readonly window: 'chat' | 'mail';
  /** Whom customers write to, as people read it. */
  readonly peer: string;
  /** Who is played there at first. */
  readonly firstPersonId: string;
  readonly maxCharacters: number;
  /** Under a message of the customer that Onethread took. */
  readonly acceptedWord: string;
  /** Under an answer with files, where the provider has a word for such. */
  readonly filesWord?: string;
  /** Buttons beside the text field. */
  readonly menu: readonly MenuEntry[];
  /** Answers offered above the text field after an answer of ours. */
  readonly quickReplies: readonly MenuEntry[];
  /** With what customers react to an answer; none: they cannot. */
  readonly reactions: readonly string[];
  /** Whether our side is told that a customer has read. */
  readonly tellsRead: boolean;
  /** Whether nothing arrives while the person's phone is switched off. */
  readonly needsPhone: boolean;
  /** How long one sign of an agent's typing is shown, ms; 0: never. */
  readonly typingLastsMs: number;
}

/** Somebody to play: one human with an address everywhere. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  readonly email: string;
  /** How each provider knows the person. */
  readonly addresses: Readonly<Record<ProviderName, string>>;
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
  readonly provider: ProviderName;
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
  /** With what the customer reacted to it. */
  readonly reaction?: string;
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

/** One simulated provider with its switches as they stand. */
export interface ShownProvider extends ProviderAbout {
  readonly faults: FaultSwitches;
  readonly faultChoices: FaultChoices;
  /** Events that are held back. */
  readonly held: number;
}

/** One thing that happened between a provider and Onethread. */
export type Happening =
  | {
      readonly kind: 'delivery';
      readonly provider: ProviderName;
      readonly deliveryId: string;
      readonly attempt: number;
      /** HTTP status, or why there is none. */
      readonly outcome: number | 'no-connection' | 'no-answer';
      readonly willRetry: boolean;
    }
  | {
      readonly kind: 'call';
      readonly provider: ProviderName;
      readonly what: string;
      readonly outcome: number | 'dropped';
    };

/** A button that a provider offers in a conversation. */
export interface MenuEntry {
  readonly title: string;
  readonly payload: string;
}
