import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import { LIMITS } from '../limits.ts';
import type { OAuthGrant } from './mailbox-settings.ts';

/** Of an answer of a token endpoint. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** Where an endpoint does not say how long its token lasts (RFC 6749, 5.1). */
const DEFAULT_LIFE_S = 3_600;

/** Thrown when a server refuses credentials: nothing but new ones will help. */
export class CredentialsRefusedError extends Error {
  readonly code: string;
  readonly retryable = false;
  constructor(code: string, options?: ErrorOptions) {
    super('the credentials are refused', options);
    this.code = code;
  }
}

/** Thrown when no access token could be got for now. */
export class TokenEndpointError extends Error {
  readonly code = 'token-endpoint';
  readonly retryable = true;
}

/** The newest refresh token of a grant, where the endpoint gives new ones; `_id` is a hash of the configured one. */
interface RenewedGrant extends StoredDocument {
  readonly refreshToken: string;
}

const answerSchema = z.object({
  access_token: z.string().min(1).max(20_000),
  expires_in: z.coerce.number().positive().optional(),
  refresh_token: z.string().min(1).max(20_000).optional(),
});
const faultSchema = z.object({ error: z.string().max(200) });
/** Words of RFC 6749 (5.2) and OpenID after which only a person can help. */
const FINAL_FAULTS = [
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'interaction_required',
  'invalid_scope',
];

/** Access tokens of one grant: kept until shortly before they end, then got anew by the refresh token. */
export class AccessTokens {
  readonly #grant: OAuthGrant;
  readonly #renewed: Collection<RenewedGrant>;
  readonly #now: () => number;
  #token: { readonly value: string; readonly until: number; wasUsed: boolean } | undefined;

  private constructor(grant: OAuthGrant, renewed: Collection<RenewedGrant>, now: () => number) {
    this.#grant = grant;
    this.#renewed = renewed;
    this.#now = now;
  }

  static async open(grant: OAuthGrant, documents: DocumentStore, now: () => number): Promise<AccessTokens> {
    return new AccessTokens(grant, await documents.collection<RenewedGrant>({ name: 'imap_grants' }), now);
  }

  /** One that lasts for some minutes at least. Throws `CredentialsRefusedError` or `TokenEndpointError`. */
  async get(signal: AbortSignal): Promise<string> {
    if (this.#token !== undefined && this.#token.until > this.#now()) {
      this.#token.wasUsed = true;
      return this.#token.value;
    }
    const _id = createHash('sha256').update(this.#grant.refreshToken).digest('hex');
    const kept = await this.#renewed.get(_id);
    const answer = await this.#ask(kept?.refreshToken ?? this.#grant.refreshToken, signal);
    const { access_token: value, expires_in: lifeS = DEFAULT_LIFE_S, refresh_token: next } = answer;
    // Whatever short life an endpoint gives, half of it is used.
    const usedMs = Math.max((lifeS * 1_000) / 2, lifeS * 1_000 - LIMITS.tokenMarginMs);
    this.#token = { value, until: this.#now() + usedMs, wasUsed: false };
    if (next !== undefined && next !== kept?.refreshToken) {
      if (kept === undefined) await this.#renewed.insert({ _id, refreshToken: next });
      else await this.#renewed.replace({ ...kept, refreshToken: next });
    }
    return value;
  }

  /** The server did not take it: the next `get` asks for another. True: it was an older one, so another may help. */
  forget(): boolean {
    const wasOld = this.#token?.wasUsed ?? false;
    this.#token = undefined;
    return wasOld;
  }

  async #ask(refreshToken: string, signal: AbortSignal): Promise<z.output<typeof answerSchema>> {
    const { tokenUrl, clientId, clientSecret, scope } = this.#grant;
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
      ...(scope === undefined ? {} : { scope }),
    });
    let status: number;
    let body: unknown;
    try {
      const timeout = AbortSignal.timeout(LIMITS.tokenMs);
      const response = await fetch(tokenUrl, {
        method: 'POST',
        body: form,
        headers: { accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.any([signal, timeout]),
      });
      status = response.status;
      body = await jsonOf(response);
    } catch (error) {
      throw new TokenEndpointError('no answer of the token endpoint', { cause: error });
    }
    const answer = answerSchema.safeParse(body);
    if (status === 200 && answer.success) return answer.data;
    const fault = faultSchema.safeParse(body);
    const word = fault.success ? fault.data.error : '';
    if (FINAL_FAULTS.includes(word)) throw new CredentialsRefusedError(word);
    if (status === 401) throw new CredentialsRefusedError('http-401');
    throw new TokenEndpointError(`the token endpoint answered ${status}`);
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new TokenEndpointError('the token endpoint answered too much');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
