/**
 * What the desk's server and its web app speak about, as plain JSON. Instants: `...Ms` are epoch milliseconds, `atUs`
 * epoch microseconds. Newer `rev` of the same id wins.
 */
export type Presence = 'available' | 'busy' | 'away' | 'offline';
export type Role = 'agent' | 'supervisor' | 'admin';
export type ConversationState = 'open' | 'snoozed' | 'resolved';
export type DeliveryStatus = 'queued' | 'sending' | 'unknown' | 'sent' | 'failed' | 'delivered' | 'read';

export interface Agent {
  readonly agentId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly presence: Presence;
  readonly connected: boolean;
  readonly capacity: number;
  readonly load: number;
  readonly rev: number;
  readonly teamIds: readonly string[];
  /** Work that may be interrupted is counted apart. */
  readonly interruptibleLoad: number;
  readonly interruptibleCapacity: number;
}

export interface Queue {
  readonly queueId: string;
  readonly name: string;
  readonly pool: string;
  /** Agents of these teams serve it; empty: everyone of the pool. */
  readonly teamIds: readonly string[];
  /** What waits in it is for this agent to see and take. */
  readonly served: boolean;
}

/** The clock of one target, by the queue's calendar. */
export interface TargetClock {
  /** first-response, next-response or resolution. */
  readonly target: string;
  /** 0 while it stands still, waiting for the customer. */
  readonly dueMs: number;
  /** From then on it is at risk. */
  readonly warnMs: number;
  readonly missed: boolean;
  /** What is left of it, while it stands still. */
  readonly leftMs: number;
}

/** One address of a customer on one account of a channel. */
export interface Identity {
  readonly identityId: string;
  readonly customerId: string;
  readonly channel: string;
  readonly account: string;
  readonly address: string;
  readonly name: string;
  readonly verified: boolean;
  readonly language: string;
  /** How well the address is proved to be the person's: none, authenticated, confirmed, backend. Empty: as none. */
  readonly proof: string;
  /** Tied to the thread's oldest identity by the customer's own proofs; else somebody of ours believes it. */
  readonly proved: boolean;
  /** `blocked`: nothing goes out to it; `no-copies`: answers do. Empty: nothing was ever said, and it is open. */
  readonly standing: string;
  /** opted-out, opted-in, blocked-by-person, unblocked-by-person, address-gone, wrote-again, refused-copies or takes-copies. */
  readonly standingReason: string;
  readonly standingSinceMs: number;
}

export interface Reservation {
  readonly reservationId: string;
  readonly agentId: string;
  readonly untilMs: number;
}

export interface Conversation {
  readonly conversationId: string;
  readonly rev: number;
  readonly customerId: string;
  readonly customerName: string;
  readonly state: ConversationState;
  readonly queueId: string;
  /** Empty: nobody. */
  readonly assigneeId: string;
  readonly reservation: Reservation | null;
  /** 0 when nobody waits. */
  readonly waitingSinceMs: number;
  readonly openedAtMs: number;
  readonly lastActivityMs: number;
  readonly lastIdentity: Identity | null;
  readonly preview: string;
  readonly previewFromCustomer: boolean;
  readonly subject: string;
  readonly unread: number;
  readonly snoozedUntilMs: number;
  readonly weight: number;
  readonly explanation: string;
  /** Targets that run, stand still or were missed. */
  readonly clocks: readonly TargetClock[];
  readonly priority: number;
  /** A file: the newest picture of the person. Empty: none is known. No part in `rev`. */
  readonly pictureBlobId: string;
}

export interface FilePart {
  readonly kind: 'file';
  /** image, audio, video, file or sticker. */
  readonly fileKind: string;
  readonly blobId: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  /** Empty when there is none. */
  readonly html: string;
}

export type Part =
  | TextPart
  | FilePart
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number; readonly title: string }
  | { readonly kind: 'card'; readonly title: string; readonly url: string }
  | { readonly kind: 'choice'; readonly title: string }
  | { readonly kind: 'missing-file'; readonly name: string; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly providerKind: string };

/** What an agent can write. */
export type WrittenPart = TextPart | FilePart;

export interface FailureReason {
  readonly code: string;
  readonly text: string;
  readonly permanent: boolean;
}

export interface Reaction {
  readonly emoji: string;
  readonly count: number;
}

export interface MessageContent {
  readonly kind: 'message';
  readonly parts: readonly Part[];
  readonly subject: string;
  readonly fromAgentOutside: boolean;
  readonly automatic: boolean;
  /** 0 when the provider did not say. */
  readonly providerTimeMs: number;
  readonly edited: boolean;
  readonly unsent: boolean;
  readonly reactions: readonly Reaction[];
  readonly notice: string;
}

export interface ReplyContent {
  readonly kind: 'reply';
  readonly parts: readonly Part[];
  readonly agentId: string;
  readonly agentName: string;
  readonly status: DeliveryStatus;
  readonly reason: FailureReason | null;
  readonly held: boolean;
  readonly discarded: boolean;
  readonly clientMessageId: string;
  readonly attempt: number;
  readonly statusAtMs: number;
  /** Customers who were held for one person when it was written, where they are not all one person now. */
  readonly writtenFor: readonly string[];
  /** Not an agent's words: a code, an automatic answer, a copy sent on. */
  readonly automatic: boolean;
  /** The reply of which this is a copy on another channel; empty: none. */
  readonly copyOf: string;
  readonly reactions: readonly Reaction[];
}

export interface NoteContent {
  readonly kind: 'note';
  readonly parts: readonly Part[];
  readonly agentId: string;
  readonly agentName: string;
}

export interface EventContent {
  readonly kind: 'event';
  /**
   * opened, reopened, resolved, snoozed, woken, assigned, released, queued, target-warning, target-missed, address-blocked,
   * address-no-copies, address-open (of the item's identity).
   */
  readonly event: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly reason: string;
  readonly untilMs: number;
  /** Of `queued`. */
  readonly queueId: string;
  /** Of `target-…`: which target, and when it is due. */
  readonly target: string;
  readonly dueMs: number;
  /** Of `address-…`: the provider's own words, if any. */
  readonly text: string;
}

export interface PlaceholderContent {
  readonly kind: 'placeholder';
  readonly code: string;
  /** Empty: it may still be filled in. `dropped`: given up, with `reason`. `repaired`: it has taken effect elsewhere in the thread. */
  readonly outcome: string;
  readonly reason: string;
}

export type ItemContent = MessageContent | ReplyContent | NoteContent | EventContent | PlaceholderContent;

/** One thing in a thread in its present state. */
export interface Item {
  readonly itemId: string;
  readonly atUs: number;
  readonly rev: number;
  readonly conversationId: string;
  readonly customerId: string;
  readonly identityId: string;
  readonly channel: string;
  /** Its person was erased: nothing but the kind and ids is left. */
  readonly erased: boolean;
  readonly content: ItemContent;
}

/** How far the other side of an identity has received and read our replies. */
export interface Watermark {
  readonly identityId: string;
  readonly deliveredUpToUs: number;
  readonly readUpToUs: number;
  /** When the person last wrote from there; 0: never, or nothing new of it. */
  readonly wroteAtMs: number;
}

export interface ThreadUpdate {
  readonly customerId: string;
  /** What was shown before does not hold any more: replace it by this page. */
  readonly snapshot: boolean;
  readonly items: readonly Item[];
  readonly watermarks: readonly Watermark[];
  readonly identities: readonly Identity[];
  readonly cursor: string;
  readonly olderPageToken: string;
  readonly agentsReadUpToUs: number;
}

/** Somebody types or looks: over after 6 s without another. */
export interface Activity {
  readonly customerId: string;
  /** Empty: the customer. */
  readonly agentId: string;
  readonly agentName: string;
  readonly activity: string;
}

/** What a channel is called, looks like and can do, as it said itself. */
export interface ChannelInfo {
  readonly channel: string;
  readonly label: string;
  readonly color: string;
  readonly glyph: string;
  /** 0: no limit is known. */
  readonly maxTextLength: number;
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  /** Empty: any. */
  readonly fileTypes: readonly string[];
  readonly receipts: readonly string[];
  readonly typing: boolean;
  /** 0: always open. */
  readonly replyWindowHours: number;
  /** A person may answer for this long, where it is longer than `replyWindowHours`; 0: no longer. */
  readonly personWindowHours: number;
  /** What `maxTextLength` counts: characters, bytes or sms (characters, sent as segments). Empty: characters. */
  readonly textUnit: string;
  /** All files of one reply together; 0: only each by itself. */
  readonly maxTotalFileBytes: number;
  /** Smaller limits of some types; the first that fits counts. */
  readonly fileLimits: readonly { readonly type: string; readonly maxBytes: number }[];
  readonly live: boolean;
  readonly accounts: readonly { readonly account: string; readonly label: string }[];
}
