import type {
  CallMood,
  DeliveryMood,
  FaultChoices,
  FaultSwitches,
  Happening,
  MenuEntry,
  Person,
  Provider,
  ShownMessage,
} from './model.ts';

export const PLAYGROUND_PATH = '/playground';
export const SOCKET_PATH = '/playground/v1/socket';

/** Largest frame of a page, bytes. */
export const MAX_FRAME_BYTES = 256 * 1024;
/** Largest file that a customer attaches, bytes; an MMS carries 5 MB in all. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_FILES_PER_MESSAGE = 5;
export const MAX_SMS_CHARACTERS = 1600;
export const MAX_MESSENGER_CHARACTERS = 2000;
export const MAX_MAIL_CHARACTERS = 100_000;
export const MAX_PEOPLE = 50;

/** Something that the page's player does. Files are named by what `POST /playground/v1/files` answered. */
export type Act =
  | { readonly kind: 'sms'; readonly personId: string; readonly text: string; readonly fileIds: readonly string[] }
  | { readonly kind: 'phone-switch'; readonly personId: string; readonly isOn: boolean }
  | {
      readonly kind: 'messenger';
      readonly personId: string;
      readonly text: string;
      readonly fileIds: readonly string[];
    }
  | { readonly kind: 'messenger-quick-reply'; readonly personId: string; readonly entry: MenuEntry }
  | { readonly kind: 'messenger-postback'; readonly personId: string; readonly entry: MenuEntry }
  /** The person has seen everything up to now. */
  | { readonly kind: 'messenger-seen'; readonly personId: string }
  | {
      readonly kind: 'mail';
      readonly personId: string;
      readonly subject: string;
      readonly text: string;
      readonly html?: string;
      readonly fileIds: readonly string[];
      /** Message-ID of the mail that is answered. */
      readonly replyTo?: string;
    }
  | { readonly kind: 'add-person'; readonly name: string }
  | {
      readonly kind: 'set-faults';
      readonly provider: Provider;
      readonly isUp?: boolean;
      readonly calls?: CallMood;
      readonly errorRow?: string;
      readonly deliveries?: DeliveryMood;
    }
  | { readonly kind: 'reset-faults' };

export interface ClientFrame {
  readonly type: 'act';
  /** Made by the page; names the answer. */
  readonly id: string;
  readonly act: Act;
}

/** Everything that a page needs to be drawn from nothing. */
export interface PlaygroundState {
  readonly people: readonly Person[];
  readonly messages: readonly ShownMessage[];
  readonly faults: Readonly<Record<Provider, FaultSwitches>>;
  readonly faultChoices: Readonly<Record<Provider, FaultChoices>>;
  /** Events that are held back, per provider. */
  readonly held: Readonly<Record<Provider, number>>;
  readonly pageMenu: readonly MenuEntry[];
  readonly quickReplies: readonly MenuEntry[];
  /** Whom customers write to. */
  readonly ourNumber: string;
  readonly ourEmail: string;
}

export type ServerFrame =
  | { readonly type: 'state'; readonly state: PlaygroundState }
  | { readonly type: 'message'; readonly message: ShownMessage }
  | { readonly type: 'person'; readonly person: Person }
  | {
      readonly type: 'faults';
      readonly provider: Provider;
      readonly faults: FaultSwitches;
      readonly held: number;
    }
  /** The agent's side types, stops typing, or has seen what the customer wrote. */
  | { readonly type: 'agent'; readonly provider: Provider; readonly customer: string; readonly action: string }
  | { readonly type: 'happening'; readonly happening: Happening }
  | { readonly type: 'done'; readonly id: string; readonly personId?: string }
  | { readonly type: 'refused'; readonly id: string; readonly code: string; readonly message: string };

/** Why a socket was closed by the server. */
export const CLOSE_CODES = {
  /** Frames that are no frames, again and again. */
  protocol: 4010,
  /** Too slow to take what was sent: connect again. */
  tooSlow: 4008,
  /** The server stops: connect again soon. */
  restart: 1012,
} as const;
