import type {
  Activity,
  Agent,
  ChannelInfo,
  Conversation,
  Presence,
  Queue,
  ThreadUpdate,
  WrittenPart,
} from './model.ts';

/** What an agent wants done. All are idempotent: after a break the same command is sent again under the same request id. */
export type Command =
  | { readonly kind: 'set-presence'; readonly presence: Presence }
  | { readonly kind: 'accept' | 'decline'; readonly conversationId: string; readonly reservationId: string }
  | { readonly kind: 'follow'; readonly customerId: string; readonly cursor: string }
  | { readonly kind: 'unfollow'; readonly customerId: string }
  | {
      readonly kind: 'reply';
      readonly clientMessageId: string;
      readonly conversationId: string;
      readonly identityId: string;
      readonly parts: readonly WrittenPart[];
      readonly cursor: string;
    }
  | { readonly kind: 'decide-reply'; readonly itemId: string; readonly decision: 'send' | 'discard' | 'retry' }
  | {
      readonly kind: 'note';
      readonly clientMessageId: string;
      readonly conversationId: string;
      readonly parts: readonly WrittenPart[];
    }
  | { readonly kind: 'typing'; readonly conversationId: string }
  | { readonly kind: 'mark-read'; readonly customerId: string; readonly upToUs: number }
  | { readonly kind: 'resolve' | 'reopen' | 'take' | 'return-to-queue'; readonly conversationId: string }
  | { readonly kind: 'snooze'; readonly conversationId: string; readonly untilMs: number }
  | {
      readonly kind: 'transfer';
      readonly conversationId: string;
      readonly to: TransferTarget;
      /** For whoever gets it; may be empty. */
      readonly note: string;
      /** Makes the note once. */
      readonly clientMessageId: string;
    }
  | {
      readonly kind: 'assign';
      readonly conversationId: string;
      readonly agentId: string;
      readonly beyondCapacity: boolean;
    }
  | { readonly kind: 'take-over'; readonly conversationId: string };

/** To whom a conversation is handed. */
export type TransferTarget = { readonly agentId: string } | { readonly queueId: string };

/** Most characters of the note that goes with a transfer. */
export const MAX_TRANSFER_NOTE = 4000;

/** From the tab. A command without `requestId` gets no result. */
export type ClientFrame =
  { readonly type: 'command'; readonly requestId: string; readonly command: Command } | { readonly type: 'pong' };

/** State, whole: comes at every connect, and again whenever the way to routing was lost and found. Resume from here. */
export interface Welcome {
  readonly me: Agent;
  readonly conversations: readonly Conversation[];
  readonly colleagues: readonly Agent[];
  readonly channels: readonly ChannelInfo[];
  readonly queues: readonly Queue[];
  /** One unit of priority weighs as much as so long a wait. */
  readonly ageUnitMs: number;
  readonly serverTimeMs: number;
}

export interface Result {
  readonly requestId: string;
  /** ok, held, or an error code. */
  readonly code: string;
  readonly message: string;
  readonly itemId: string;
  readonly retryable: boolean;
}

/** To the tab. */
export type ServerFrame =
  | { readonly type: 'welcome'; readonly welcome: Welcome }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'result'; readonly result: Result }
  | { readonly type: 'conversation'; readonly conversation: Conversation }
  | { readonly type: 'thread'; readonly thread: ThreadUpdate }
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'agent'; readonly agent: Agent }
  | { readonly type: 'channel'; readonly channel: ChannelInfo }
  | { readonly type: 'ping'; readonly serverTimeMs: number };

/** Why the server closed a socket, as its close code. */
export const closeCodes = {
  /** The session ended: sign in again. */
  signedOut: 4001,
  /** A frame that is not one of ours. */
  badFrame: 4002,
  /** The tab read too slowly; connect again and resume. */
  tooSlow: 4008,
  /** The tab did not answer pings. */
  silent: 4010,
  /** The server stops: connect again after a random pause. */
  restart: 1012,
} as const;

/** The server pings this often; a tab that heard nothing for three of them connects anew. */
export const HEARTBEAT_MS = 10_000;
/** Largest frame from a tab. */
export const MAX_CLIENT_FRAME_BYTES = 512 * 1024;
