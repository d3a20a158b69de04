import type { FeedPage, FeedMessage } from '../protocol.ts';

/** Where a person's feed comes from: routing alone decides what they may see. */
export interface FeedSource {
  /**
   * Follows the feed from a cursor (none: a snapshot of the newest page), without a gap, until `stop` is called. Breaks of
   * the connection are healed inside by the last cursor.
   */
  follow(identityId: string, cursor: string | undefined, listener: FeedListener): { stop(): void };
  /** Older messages, newest first page without `before`. Throws `FeedUnavailableError`. */
  older(
    identityId: string,
    before: string | undefined,
    limit: number,
  ): Promise<{ readonly items: readonly FeedMessage[]; readonly older?: string }>;
  /** May this person open this file? Throws `FeedUnavailableError`. */
  mayOpen(identityId: string, blobId: string): Promise<boolean>;
  close(): void;
}

export interface FeedListener {
  page(page: FeedPage): void;
  typing(agentName: string): void;
}

/** Thrown when routing cannot be reached now. */
export class FeedUnavailableError extends Error {
  readonly code = 'unavailable';
  readonly status = 503;
  readonly retryable = true;
}
