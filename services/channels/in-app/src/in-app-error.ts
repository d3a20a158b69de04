/** Thrown where a client asked for something that cannot be: `status` for REST, `code` for both REST and socket. */
export class InAppError extends Error {
  readonly status: 400 | 404 | 409 | 410 | 413 | 415 | 429;
  readonly code: string;
  readonly retryable: boolean;
  /** With 429: seconds after which it may be tried again. Default 2. */
  readonly retryAfterS: number;
  constructor(status: InAppError['status'], code: string, message: string, retryAfterS = 2) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryable = status === 429;
    this.retryAfterS = retryAfterS;
  }
}
