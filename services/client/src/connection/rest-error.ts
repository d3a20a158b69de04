/** Thrown for every answer but 2xx: the server's own words. `status` 0: it could not be reached, or the call was aborted. */
export class RestError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** Stable word of the server, see docs/in-app-protocol.md. */
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The error that an answer's body tells of. */
export function restErrorOf(status: number, answer: unknown): RestError {
  const { code = 'failed', message = '' } =
    (answer as { error?: { code?: string; message?: string } } | null | undefined)?.error ?? {};
  return new RestError(status, code, message);
}
