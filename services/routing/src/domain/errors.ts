/** `blocked`: the person may not be written to at that address. */
export type RoutingErrorCode =
  'not-found' | 'invalid' | 'conflict' | 'forbidden' | 'expired' | 'exhausted' | 'refused' | 'blocked';

/** Thrown when a request cannot be done as things stand; asking again changes nothing. The code is the wire's result code. */
export class RoutingError extends Error {
  readonly code: RoutingErrorCode;
  readonly retryable = false;
  constructor(code: RoutingErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Thrown when a record speaks of a message that is not in history yet (the log's topics are not ordered among each other). */
export class TargetNotYetKnownError extends Error {
  readonly code = 'target-not-yet-known';
  readonly retryable = true;
}
