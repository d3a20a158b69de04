/** Thrown when no blob stands under the id (never written, swept or deleted). */
export class BlobNotFoundError extends Error {
  readonly code = 'blob-not-found';
  readonly retryable = false;
}

/** Thrown when other bytes are stored under the id already; those stay. */
export class BlobConflictError extends Error {
  readonly code = 'blob-conflict';
  readonly retryable = false;
}

/** Thrown when the content is longer than `maxBytes`; nothing of it is kept. */
export class BlobTooLargeError extends Error {
  readonly code = 'blob-too-large';
  readonly retryable = false;
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`the content takes more than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/** Thrown when the store cannot take or give bytes now: disk full, no permission, closing. May be tried again. */
export class BlobsUnavailableError extends Error {
  readonly code = 'blobs-unavailable';
  readonly retryable = true;
}

/** Thrown, or the error that a stream ends with, when what is stored is no longer what was written. */
export class BlobDamagedError extends Error {
  readonly code = 'blob-damaged';
  readonly retryable = false;
}

/** Thrown when a call is not one the port allows: an empty id, a range outside the blob, a limit that is no number. */
export class InvalidBlobRequestError extends Error {
  readonly code = 'invalid-blob-request';
  readonly retryable = false;
}
