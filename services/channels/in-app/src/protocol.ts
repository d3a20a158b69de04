/**
 * The in-app protocol, version 1: what a browser or phone speaks with `/in-app/v1`. Types only, so that the widget can
 * share them at no cost. docs/in-app-protocol.md describes it.
 *
 * One feed for all devices of a person. The client keeps the last `cursor`; after any time, on any replica, it gets
 * exactly what it missed. A message carries the client's own `cid` (UUIDv7); sending it again with the same `cid` is safe.
 */

export const SOCKET_PATH = '/in-app/v1/socket';
export const REST_PATH = '/in-app/v1';
/** Largest text frame of a client, bytes. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** Largest upload, bytes. */
export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;
export const MAX_TEXT_LENGTH = 10_000;
export const MAX_ATTACHMENTS = 10;
/** Longest id of an item, characters. */
export const MAX_ITEM_ID = 64;

/** Who speaks: a person signed in by the app's backend, or a visitor known by a secret that the server issued. */
export type Credentials = { readonly token: string } | { readonly visitor: VisitorCredentials };
export interface VisitorCredentials {
  readonly id: string;
  readonly secret: string;
}

export type ClientFrame =
  | {
      readonly type: 'hello';
      readonly protocol: 1;
      /** Which app (account); default: the first one. */
      readonly app?: string;
      readonly client: string;
      /** Random, kept on the device. */
      readonly deviceId: string;
      /** Absent: a new visitor is issued in `welcome`. */
      readonly credentials?: Credentials;
      /** Beside a token: the visitor whom the person was on this device until now. The answer is `joined` in `welcome`. */
      readonly from?: VisitorCredentials;
      readonly cursor?: string;
    }
  | {
      readonly type: 'message';
      readonly cid: string;
      readonly text?: string;
      readonly uploadIds?: readonly string[];
      /** Written before signing in, on a socket that was welcomed with `joined`: it is sent as the visitor who wrote it. */
      readonly as?: 'visitor';
    }
  | { readonly type: 'typing' }
  /** Everything up to this item reached the device / was seen by the person. */
  | { readonly type: 'delivered'; readonly upTo: string }
  | { readonly type: 'read'; readonly upTo: string }
  /** Where the person is, and with what: only as they agreed to tell. What is named replaces what was told of it before; null takes all back. */
  | { readonly type: 'context'; readonly context: ToldContext | null }
  /** A fresh token before the old one expires; on a visitor's socket: they sign in, answered by another `welcome` and feed. */
  | { readonly type: 'token'; readonly token: string }
  | { readonly type: 'ping' };

/** Only what the person agreed to tell; the server keeps of it what its limits allow, and no query or fragment of an address. */
export interface ToldContext {
  readonly page?: { readonly url: string; readonly title?: string };
  readonly device?: {
    readonly browser?: string;
    readonly os?: string;
    /** 390x844. */
    readonly screen?: string;
    /** BCP 47. */
    readonly language?: string;
    /** IANA. */
    readonly timeZone?: string;
  };
  readonly app?: { readonly version: string };
  /** What the person did last, oldest first; the last 20 are kept. `at`: epoch ms of the device. */
  readonly trail?: readonly {
    readonly event: string;
    readonly at: number;
    readonly properties?: Readonly<Record<string, string | number | boolean>>;
  }[];
}

/** What a person says of themselves before they write: shown to agents, and never a proof of anything. */
export interface ToldProfile {
  readonly name?: string;
  readonly email?: string;
  /** Answers to the other questions of `AppSettings.preChat`, by their name. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What the operator chose for one app; texts in the language that was asked for. */
export interface AppSettings {
  readonly app: string;
  readonly label: string;
  /** Asked before the first message, in this order; empty: nothing is asked. */
  readonly preChat: readonly PreChatField[];
  /** Whether pages and devices may be told of: after the person was asked, without asking, or never (then it is dropped). */
  readonly context: 'ask' | 'always' | 'off';
  /** Of the messenger's own texts, BCP 47; empty: all that it has. */
  readonly languages: readonly string[];
}

export interface PreChatField {
  /** `name` and `email` are the person's own; every other one goes into `fields`. */
  readonly name: string;
  readonly kind: 'text' | 'email' | 'choice';
  readonly label: string;
  readonly required: boolean;
  /** Of a choice. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** Times of day, 24 h, on the clock of a time zone (IANA) in which no push makes itself heard: "22:00" to "07:00". */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

export type ServerFrame =
  | {
      readonly type: 'welcome';
      readonly connection: string;
      readonly heartbeatMs: number;
      readonly me: { readonly kind: 'visitor' | 'user'; readonly name?: string };
      /** Only when it was issued just now: keep it, it is shown once. */
      readonly visitor?: VisitorCredentials;
      /**
       * Only at sign-in with a visitor's proof. True: what the visitor wrote is the user's from now on, and that visitor's
       * credentials are of no further use but as `from`. False: they are nobody's that this user could be; forget them.
       */
      readonly joined?: boolean;
    }
  | ({ readonly type: 'feed' } & FeedPage)
  /** Durable: it will be in the feed. The same for a repeat of the same cid. */
  | { readonly type: 'accepted'; readonly cid: string; readonly id: string }
  /** Never going to work as it is (too long, unknown upload). */
  | { readonly type: 'refused'; readonly cid: string; readonly code: string; readonly message: string }
  | { readonly type: 'typing'; readonly agentName: string }
  | { readonly type: 'error'; readonly code: string; readonly message: string }
  | { readonly type: 'pong' };

export interface FeedPage {
  /** Replace what is shown by these items; else merge them: newer `rev` of an id wins, sorted by (at, id). */
  readonly snapshot: boolean;
  readonly items: readonly FeedMessage[];
  readonly cursor: string;
  readonly state: FeedStateView;
  /** Older messages exist: GET /messages?before=<this>. */
  readonly older?: string;
  /** All that was missed has been sent. */
  readonly live: boolean;
}

export interface FeedStateView {
  /** µs; items of agents with `at` at or below have been read by the person. */
  readonly readUpTo: number;
  /** µs; own items with `at` at or below have been read by an agent. */
  readonly agentsReadUpTo: number;
  readonly unread: number;
}

export interface FeedMessage {
  readonly id: string;
  /** µs since the epoch: position, and time to show. */
  readonly at: number;
  readonly rev: number;
  readonly mine: boolean;
  /** Of own messages sent in the app. */
  readonly cid?: string;
  readonly agentName?: string;
  readonly parts: readonly FeedPart[];
  readonly edited: boolean;
  readonly unsent: boolean;
}

export type FeedPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'image' | 'audio' | 'video' | 'file' | 'sticker';
      readonly name: string;
      readonly contentType: string;
      readonly size: number;
      /** Signed, opens for an hour; fetched anew with the item. */
      readonly url: string;
    }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number; readonly title: string }
  | { readonly kind: 'card'; readonly title: string; readonly url: string }
  | { readonly kind: 'choice'; readonly title: string }
  | { readonly kind: 'missing-file'; readonly name: string; readonly reason: string }
  | { readonly kind: 'unsupported' };

/** A channel on which the person can go on. */
export interface ReachableChannel {
  readonly channel: string;
  readonly label: string;
  /** As people write to it: a number, a mail address; absent where none can be told. */
  readonly address?: string;
  /** A typed address of this kind can be confirmed by a code that is sent to it; absent: only a link code. */
  readonly addressKind?: 'phone' | 'email';
  /** The person is known there already. */
  readonly linked: boolean;
  /** Answers that they do not read here can be sent on to their address there: whether they wish so. Absent: they cannot. */
  readonly answersFollow?: boolean;
  /** Which account of ours `answersFollow` is about. */
  readonly account?: string;
}

/** To be sent by the person on another channel: it proves that both are theirs. */
export interface LinkCode {
  readonly code: string;
  /** From now; no clocks are compared. */
  readonly validForMs: number;
}

/** A code is on its way to the address. */
export interface Confirmation {
  readonly id: string;
  /** In its normal form, to be shown back. */
  readonly address: string;
  readonly validForMs: number;
}

export interface ConfirmationResult {
  readonly confirmed: boolean;
  /** Wrong codes that are still allowed; 0 and not confirmed: start again. */
  readonly triesLeft: number;
}

/** Why a socket was closed. */
export const CLOSE_CODES = {
  /** Get a fresh token from the callback, then connect again. */
  badToken: 4001,
  /** Do not try again (origin or app not allowed). */
  forbidden: 4003,
  /** Too slow to take what was sent: connect again, resume by cursor. */
  tooSlow: 4008,
  /** The first frame did not come in time, or frames were malformed again and again. */
  protocol: 4010,
  /** The server restarts: connect again after 0-5 s. */
  restart: 1012,
  /** The message could not be stored now: connect again, send it again with the same cid. */
  unavailable: 1013,
} as const;

/*
 * REST, same credentials in `Authorization: Bearer <token>` or `Authorization: Visitor <id>.<secret>`, `X-App: <app>`:
 *   POST /session { from? }  → { me, visitor?, joined? } issues a visitor when called without credentials; signs in with both
 *   GET  /sync?since=&waitS= → FeedPage                 long poll up to 25 s; without `since`: newest page
 *   GET  /messages?before=   → { items, older? }        older pages
 *   POST /messages           { text?, uploadIds?, from? } with Idempotency-Key: <cid> → 202 { id }
 *   POST /read, /delivered   { upTo } → 204
 *   POST /uploads            { name, size, type } → 201 { id, url }; then PUT <url> with the bytes → { id, part }
 *   GET  /files/:blobId?e=&s= the bytes
 *   GET  /reachable          → { channels: ReachableChannel[] }
 *   POST /link-codes         → 201 LinkCode
 *   POST /confirmations      { channel, address } → 201 Confirmation
 *   POST /confirmations/:id  { code } → ConfirmationResult
 *   GET  /push               → { publicKey }, with which a browser subscribes; 404 push-off
 *   PUT  /push-subscriptions { endpoint, keys: { p256dh, auth }, quietHours? } → 204: told of replies that no device
 *                            acknowledges; within the quiet hours at their end, all together
 *   DELETE /push-subscriptions { endpoint } → 204
 *   PUT  /answers-follow     { channel, account } or {} → 204: answers not read here are sent on to there, or nowhere
 *   PUT  /context            { context: ToldContext | null } → 204, as the frame
 *   PUT  /profile            ToldProfile → 204: what is named replaces what was told; never a proof
 *   GET  /apps/:app/settings?language= → AppSettings; without credentials, cacheable; `/settings`: of the first app
 * Errors: { error: { code, message } } with 400, 401, 403, 404, 409, 410, 413, 415, 429, 503.
 */
