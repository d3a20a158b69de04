import type { Readable } from 'node:stream';
import type {
  DeliveryStatus,
  EntryId,
  IdentityRef,
  InboundEvidence,
  InboundMessage,
  InboundRevision,
  InboundStanding,
  OutboundStatus,
  Part,
  Profile,
} from '@onethread/contracts';
import type { BlobStore } from '@onethread/blobs';
import type { DocumentStore } from '@onethread/documents';
import type { HttpHost, RuntimeParts } from '@onethread/runtime';
import type { MediaRequest, OpenedMedia } from './provider/open-media.ts';

/** What a channel is given. */
export interface ChannelHost extends RuntimeParts {
  readonly http: HttpHost;
  /** The channel's own small database; the kit keeps `sends` and `parked` in it. */
  readonly documents: DocumentStore;
  readonly blobs: BlobStore;
  /** Epoch ms. */
  readonly now: () => number;

  /** Names the identity behind an already normalised external id (E.164, lower-case mail address, PSID). */
  identity(account: string, externalId: string): IdentityRef;
  /** The idempotency key of a customer's message; also names its files. */
  entryIdOf(account: string, providerMessageId: string): EntryId;

  /**
   * Publishes customers' messages, in order. **Durable when it resolves; only then may the provider be answered 2xx / 250 / ok.**
   * Throws `IntakeUnavailableError` (answer 503 / 451 / nothing) or `InvalidInboundError` (the adapter made something that
   * the contract forbids: park and accept, or refuse).
   */
  receive(messages: readonly InboundDraft[]): Promise<void>;
  /**
   * Tells that two identities are proved to be one person; the same promise as `receive`. Told again it changes nothing.
   * What `identity` writes after it resolved is read after it.
   */
  evidence(drafts: readonly EvidenceDraft[]): Promise<void>;
  /**
   * Tells that a person may no longer be written to at an address, or may again (STOP and START, a blocked bot, a mailbox
   * that is gone); the same promise as `receive`. What `identity` wrote before it stands before it.
   */
  standing(drafts: readonly StandingDraft[]): Promise<void>;
  /** What the customer's side or the provider said of our replies; the same promise as `receive`. */
  receipts(receipts: readonly ReceiptDraft[]): Promise<void>;
  /** The provider's later word on a reply (status callback, echo): by entry id or provider id. */
  report(statuses: readonly StatusDraft[]): Promise<void>;
  /** Best effort, may be dropped. */
  typing(identity: IdentityRef): void;

  /**
   * Stores a received file under the message's id and its place, sniffing what it really is; gives the part that shows it.
   * Too large or failing content gives a `missing-file` part with the reason; only a store that is down throws
   * (`IntakeUnavailableError`).
   */
  storeFile(file: ReceivedFile): Promise<Part>;

  /**
   * Has the person's picture looked for, once their message went on; returns at once and never throws. At most once a day
   * a person, by whichever process: only then `find` is asked. What it leads to is kept as a file of ours and told with the
   * person's profile; addresses of providers go no further. Whatever goes wrong is counted
   * (`onethread_channel_pictures_total{channel,outcome}`) and tried again the next day.
   */
  lookForPicture(identity: IdentityRef, find: FindPicture): void;

  /** Counts and logs (without content) input that is refused or set aside: `onethread_channel_refused_total{channel,reason}`. */
  refused(reason: string, detail?: Readonly<Record<string, string | number>>): void;

  /** Called with every outcome that the kit settles, for channels that show it themselves. */
  onSettled(listener: (entryId: EntryId, status: DeliveryStatus) => void): void;
}

export type InboundDraft =
  | (Omit<InboundMessage, 'version' | 'occurredAt' | 'entryId' | 'automatic' | 'threadRefs'> &
      Partial<Pick<InboundMessage, 'automatic' | 'threadRefs'>>)
  | (Omit<InboundRevision, 'version' | 'occurredAt' | 'entryId'> & {
      /** Unique id of the change itself, for its idempotency key. */
      readonly changeId: string;
    });

/** Both proofs were seen by the channel itself: of `identity`, whose profile it is, and of `other`. */
export type EvidenceDraft = Pick<InboundEvidence, 'identity' | 'profile' | 'other' | 'evidence'>;

export type StandingDraft = Pick<InboundStanding, 'identity' | 'profile' | 'standing' | 'reason' | 'text'> & {
  /** Unique id of the change itself: told again under it, it changes nothing. */
  readonly changeId: string;
};

export interface ReceiptDraft {
  readonly identity: IdentityRef;
  readonly receipt: 'delivered' | 'read';
  readonly providerMessageId?: string;
  readonly watermark?: number;
  readonly upToEntryId?: string;
}

export type StatusDraft = Pick<OutboundStatus, 'identity' | 'status'> &
  Partial<Pick<OutboundStatus, 'entryId' | 'providerMessageId' | 'reason' | 'attempt'>>;

export interface ReceivedFile {
  readonly entryId: EntryId;
  /** Place within the message, from 0. */
  readonly index: number;
  readonly content: Readable | Uint8Array;
  readonly name: string;
  /** What the sender says that it is: never trusted, used only where sniffing cannot tell (text/plain, text/csv). */
  readonly claimedType?: string;
  readonly maxBytes: number;
}

/** Where somebody's picture lies now; undefined: they have none. Throws where it cannot be told. */
export type FindPicture = (signal: AbortSignal) => Promise<PicturePlace | undefined>;

export interface PicturePlace {
  /** What the provider names this very picture by, so that it is not fetched again; absent: its bytes tell. */
  readonly version?: string;
  /** `openMedia` with the hosts that are the provider's. */
  open(bounds: Pick<MediaRequest, 'maxBytes' | 'signal'>): Promise<OpenedMedia>;
}

export type { Profile };
