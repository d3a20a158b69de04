import type { ConversationEvent, Entry, EntryBody } from '@onethread/contracts';
import type { OutgoingRecord } from '@onethread/log';
import type { Logger } from 'pino';
import type { Collections } from '../stores/collections.ts';

export type TargetTold = Extract<EntryBody, { kind: 'target-warning' | 'target-missed' }>;

/** What every use case of routing is handed. Time and randomness come from here alone. */
export interface UseCaseContext {
  readonly collections: Collections;
  /** Epoch ms. */
  readonly now: () => number;
  /** A fresh unguessable id, for reservations and operations. */
  readonly newId: () => string;
  /** Durable publish (outbound records, commands). */
  readonly publish: (records: readonly OutgoingRecord[]) => Promise<void>;
  /** Publishes to `conversation.events.v1`, key = streamId or conversationId. */
  readonly announce: (events: readonly { readonly key: string; readonly event: ConversationEvent }[]) => Promise<void>;
  /** Shows a stored entry to those who follow its stream in this process, ahead of its announcement; no-op when absent. */
  readonly showHere?: (entry: Entry) => void;
  /** Marks attachments as history's own, so that they are not swept; no-op when absent. */
  readonly claimFiles?: (blobIds: readonly string[]) => Promise<void>;
  /** Deletes files that history shows nowhere any more; unknown ids are ignored; no-op when absent. */
  readonly removeFiles?: (blobIds: readonly string[]) => Promise<void>;
  readonly logger: Logger;
  readonly settings: RoutingSettings;
  /** Counts what history set aside (ignored revisions, alien receipts, …); no-op when absent. Few distinct words. */
  readonly count?: (what: string) => void;
  /** Counts what became of evidence, codes and possible matches; no-op when absent. Few distinct words, never an address. */
  readonly countIdentity?: (what: string) => void;
  /** Counts a warning or a miss that was told, by its queue; no-op when absent. */
  readonly countTarget?: (told: TargetTold, queueId: string) => void;
}

export interface RoutingSettings {
  /** A resolved conversation is reopened by a message within this time. Default 14 days. */
  readonly reopenWindowMs: number;
  /** How long an offer stands. Default 20 s. */
  readonly offerMs: number;
  /** How long an agent's work is kept after its last stream broke. Default 30 s. */
  readonly graceMs: number;
  /** After how long an answer follows to where its reader agreed to, if it was not read. Default 5 min. */
  readonly answersFollowMs: number;
  /** `IDENTITY_KEY`: names identities that were not met before, and hides codes that are given out. */
  readonly identityKey: string;
  /** Addresses of several people beside the usual ones, as operators wrote them. */
  readonly sharedAddresses: readonly string[];
}
