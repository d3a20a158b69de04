import type {
  FaultSwitches,
  Happening,
  MenuEntry,
  Person,
  ProviderName,
  ShownMessage,
  ShownProvider,
} from './model.ts';

export const PLAYGROUND_PATH = '/playground';
export const SOCKET_PATH = '/playground/v1/socket';

/** Largest frame of a page, bytes. */
export const MAX_FRAME_BYTES = 256 * 1024;
/** Largest file that a customer attaches, bytes; an MMS carries 5 MB in all. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_FILES_PER_MESSAGE = 5;
/** Of any text; a provider may take fewer. */
export const MAX_TEXT_CHARACTERS = 100_000;
export const MAX_PEOPLE = 50;

/** A person at a provider. */
interface At {
  readonly provider: ProviderName;
  readonly personId: string;
}

/** What a customer writes. Files are named by what `POST /playground/v1/files` answered. */
export interface Writing extends At {
  readonly kind: 'write';
  readonly text: string;
  readonly fileIds: readonly string[];
  /** Of a mail, as the two below. */
  readonly subject?: string;
  readonly html?: string;
  /** Message-ID of the mail that is answered. */
  readonly replyTo?: string;
}

/** Something that the page's player does. What a provider does not offer is refused. */
export type Act =
  | Writing
  /** A button of the provider's own menu. */
  | (At & { readonly kind: 'press'; readonly entry: MenuEntry })
  | (At & { readonly kind: 'quick-reply'; readonly entry: MenuEntry })
  /** The person has seen everything up to now. */
  | (At & { readonly kind: 'see' })
  /** To one of our answers; an empty emoji takes it back. */
  | (At & { readonly kind: 'react'; readonly messageId: string; readonly emoji: string })
  | { readonly kind: 'phone-switch'; readonly personId: string; readonly isOn: boolean }
  | { readonly kind: 'add-person'; readonly name: string }
  | ({ readonly kind: 'set-faults'; readonly provider: ProviderName } & Partial<FaultSwitches>)
  | { readonly kind: 'reset-faults' };

export interface ClientFrame {
  readonly type: 'act';
  /** Made by the page; names the answer. */
  readonly id: string;
  readonly act: Act;
}

/** Everything that a page needs to be drawn from nothing. */
export interface PlaygroundState {
  /** In the order of their windows. */
  readonly providers: readonly ShownProvider[];
  readonly people: readonly Person[];
  readonly messages: readonly ShownMessage[];
}

export type ServerFrame =
  | { readonly type: 'state'; readonly state: PlaygroundState }
  | { readonly type: 'message'; readonly message: ShownMessage }
  | { readonly type: 'person'; readonly person: Person }
  | {
      readonly type: 'faults';
      readonly provider: ProviderName;
      readonly faults: FaultSwitches;
      readonly held: number;
    }
  /** The agent's side types, stops typing, or has seen what the customer wrote. */
  | { readonly type: 'agent'; readonly provider: ProviderName; readonly customer: string; readonly action: string }
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
