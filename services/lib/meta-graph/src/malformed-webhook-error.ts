/** Thrown when a body is no webhook call at all: answer 400. */
export class MalformedWebhookError extends Error {
  readonly code = 'malformed-webhook';
  readonly retryable = false;
  readonly status = 400;
}
