/** Thrown when the log or the channel's own store cannot take a message now: answer 503 / 451 / nothing, the provider tries again. */
export class IntakeUnavailableError extends Error {
  readonly code = 'intake-unavailable';
  readonly retryable = true;
}

/** Thrown when an adapter hands over something that the contract forbids. */
export class InvalidInboundError extends Error {
  readonly code = 'invalid-inbound';
  readonly retryable = false;
}

/** Thrown by `plan` when a reply can never be sent on this channel as it is (too long, a file type that it refuses). */
export class UnsendableError extends Error {
  readonly code: string;
  readonly retryable = false;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
