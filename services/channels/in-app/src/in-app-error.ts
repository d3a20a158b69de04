/** Thrown where a client asked for something that cannot be: `status` for REST, `code` for both REST and socket. */
export class InAppError extends Error {
  readonly status: 400 | 404 | 409 | 413 | 415 | 429;
  readonly code: string;
  readonly retryable: boolean;
  constructor(status: InAppError['status'], code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryable = status === 429;
  }
}
