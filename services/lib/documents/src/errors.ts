/** Thrown when the store cannot be reached or refuses for now (disk full, shutting down); nothing was written. */
export class StoreUnavailableError extends Error {
  readonly code = 'store-unavailable';
  readonly retryable = true;
}

/** Thrown when a write was sent and its answer was lost: it may have happened. Read again before trying again. */
export class OutcomeUnknownError extends Error {
  readonly code = 'outcome-unknown';
  readonly retryable = true;
}

/** Thrown when others kept winning the same place of the store; nothing is wrong, try again. */
export class ContentionError extends Error {
  readonly code = 'contention';
  readonly retryable = true;
}

/** Thrown when a document cannot be stored as it is: too large, not JSON, a wrong type in an indexed field. */
export class InvalidDocumentError extends Error {
  readonly code = 'invalid-document';
  readonly retryable = false;
}

/** Thrown when a write would break a unique index (an `insert` of the port tells it as its outcome). */
export class UniqueClashError extends Error {
  readonly code = 'unique-clash';
  readonly retryable = false;
  readonly index: string;
  constructor(index: string) {
    super(`another document holds this key of ${index}`);
    this.index = index;
  }
}

/** Thrown when a call is not one the port allows: an unknown index, a limit out of range, a definition that contradicts the stored one. */
export class InvalidRequestError extends Error {
  readonly code = 'invalid-request';
  readonly retryable = false;
}

/** What about the server or the settings stands in the way: told apart so that an operator is told what to do. */
export type Misconfiguration =
  'bad-uri' | 'unauthorized' | 'read-only' | 'unsupported-version' | 'not-a-replica-set' | 'indexes-missing';

/** Thrown at opening when the server is there but cannot be used as it is: trying again changes nothing, an operator does. */
export class StoreMisconfiguredError extends Error {
  readonly code = 'store-misconfigured';
  readonly retryable = false;
  readonly reason: Misconfiguration;
  constructor(reason: Misconfiguration, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
