/** Thrown when credentials are missing, forged, expired or of another app. `forbidden`: trying again cannot help. */
export class CredentialsError extends Error {
  readonly code: 'bad-token' | 'bad-visitor' | 'no-credentials' | 'forbidden';
  readonly status: 401 | 403;
  readonly retryable = false;
  constructor(code: CredentialsError['code'], message: string) {
    super(message);
    this.code = code;
    this.status = code === 'forbidden' ? 403 : 401;
  }
}
