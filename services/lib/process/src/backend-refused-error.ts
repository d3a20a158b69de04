/**
 * Thrown when a backend answers and will not do as it is configured: wrong credentials, wrong version, missing rights or
 * topics. Trying again changes nothing, so the process says `message`, one line, and ends with exit code 1.
 */
export class BackendRefusedError extends Error {
  readonly code = 'backend-refused';
  readonly retryable = false;
  override readonly name = 'BackendRefusedError';

  /** `settings`: names of the variables to look at. */
  constructor(backend: string, settings: string, cause: unknown) {
    super(`The ${backend} cannot be used: ${firstLine(cause)}. Look at ${settings}.`, { cause });
  }
}

/** Thrown when the process is to stop before a backend was reached. */
export class ReachGivenUpError extends Error {
  readonly code = 'reach-given-up';
  readonly retryable = false;
}

/** The words of an error without its inside: one line, no full stop at its end. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0]?.replace(/[\s.]+$/, '') ?? '';
}
