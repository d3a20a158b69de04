/** Thrown when a proved request does not say what its provider's requests say: answer 400. */
export class MalformedFormError extends Error {
  readonly code = 'malformed-form';
  readonly retryable = false;
  readonly status = 400;
}
