/** Thrown when Meta did not take a sign of typing or reading; the kit counts it. */
export class SignalRefusedError extends Error {
  readonly code = 'signal-refused';
  readonly retryable = false;
}
