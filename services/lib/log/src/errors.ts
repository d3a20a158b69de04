/** Thrown when the log cannot take or give records now (broker or disk); may be tried again. */
export class LogUnavailableError extends Error {
  readonly code = 'log-unavailable';
  readonly retryable = true;
}

/** Thrown when a record's value is above 256 KiB; nothing of the batch was written. */
export class RecordTooLargeError extends Error {
  readonly code = 'record-too-large';
  readonly retryable = false;
}

/** Throw it from a handler when a record can never be processed: wrong schema, impossible content. Goes to the dead letters at once. */
export class PoisonRecordError extends Error {
  readonly code: string;
  readonly retryable = false;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
