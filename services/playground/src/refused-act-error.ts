/** Thrown when the page asks for something that cannot be done as it is; told to the page, changes nothing. */
export class RefusedActError extends Error {
  readonly code: string;
  readonly status = 400;
  readonly retryable = false;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'RefusedActError';
    this.code = code;
  }
}
