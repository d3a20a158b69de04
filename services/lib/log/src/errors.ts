/** Thrown when the log cannot take or give records now (broker or disk); may be tried again. */
export class LogUnavailableError extends Error {
  readonly code: string = 'log-unavailable';
  readonly retryable = true;
}

/** What is wrong with the brokers or with how they are reached. */
export type BrokerFaultCode =
  /** None answers. */
  | 'broker-unreachable'
  /** The TLS handshake failed. */
  | 'broker-tls'
  /** The credentials or their mechanism were refused. */
  | 'broker-unauthenticated'
  /** The credentials may not do this. */
  | 'broker-unauthorised'
  /** It speaks no version that the client speaks. */
  | 'broker-unsupported'
  /** Too few replicas are up to write. */
  | 'broker-read-only'
  | 'topic-missing'
  | 'broker-failed';

/** Thrown when Kafka is the reason; the message says in one line what to do. May be tried again, as an operator may repair it. */
export class BrokerFaultError extends LogUnavailableError {
  override readonly code: BrokerFaultCode;
  constructor(code: BrokerFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
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
