/**
 * Why a call is not taken:
 * - `unauthorised`: it is not proved to be the provider's.
 * - `replayed`: its proof was used for a mail that is on the log.
 * - `malformed`: not what the provider sends when it is set up as the README says.
 * - `too-large`: more than any mail that is shown, even by its header.
 * - `unknown-recipient`: for none of our mailboxes.
 */
export type RefusalKind = 'unauthorised' | 'replayed' | 'malformed' | 'too-large' | 'unknown-recipient';

/** Thrown when a call is refused. Each provider has its own status for what it must not, or may, send again. */
export class WebhookRefusedError extends Error {
  readonly code: RefusalKind;
  readonly retryable = false;
  constructor(code: RefusalKind, message: string) {
    super(message);
    this.code = code;
  }
}
