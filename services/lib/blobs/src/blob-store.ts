import type { Readable } from 'node:stream';

/**
 * The attachment port. A blob is written once under an id made of its item and part, stays *pending* until an entry of
 * history claims it, and is swept if nothing does.
 */
export interface BlobStore {
  /**
   * Stores a stream; durable when it resolves. Writing the same id again with the same bytes is a success (redelivery);
   * with other bytes throws `BlobConflictError`. Throws `BlobTooLargeError` (nothing is kept) above `maxBytes`,
   * `BlobsUnavailableError` when it cannot be written (disk full).
   */
  put(id: string, content: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo>;
  /** Marks blobs as belonging to history: the sweep leaves them alone. Unknown ids are ignored. Repeatable. */
  claim(ids: readonly string[]): Promise<void>;
  info(id: string): Promise<BlobInfo | undefined>;
  /** Opens a byte range (`end` inclusive); throws `BlobNotFoundError`. The stream ends with an error if the bytes no longer match what was stored. */
  open(id: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>;
  delete(id: string): Promise<void>;
  /** Removes pending blobs written before `before` (epoch ms) and what crashed writes left behind; tells how many. Run with 8 days. */
  sweep(before: number): Promise<number>;
  readonly description: string;
  close(): Promise<void>;
}

/** What every adapter opens as; a store that wraps another need not be one. */
export interface CheckedBlobStore extends BlobStore {
  /** For readiness: undefined while the folder or the server answers, else one line that says what is wrong. Never throws. */
  checkHealth(): Promise<string | undefined>;
}

export interface PutOptions {
  readonly maxBytes: number;
  /** As sniffed from the bytes, never as claimed by the sender. */
  readonly contentType: string;
  /** The sender's file name, for download only. */
  readonly name?: string;
}

export interface BlobInfo {
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
  readonly contentType: string;
  readonly name?: string;
  readonly createdAt: number;
  readonly claimed: boolean;
}
