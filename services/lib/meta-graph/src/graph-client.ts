import { createHmac } from 'node:crypto';
import { callProvider, type ProviderAnswer } from '@onethread/channel-kit';
import type { Readable } from 'node:stream';
import { UsageGauge } from './usage.ts';

export interface GraphBody {
  readonly contentType: string;
  readonly body: string | { readonly content: Readable; readonly size: number };
}

/** How one account (Page, Instagram account, phone number) calls. */
export interface GraphAccess {
  readonly accessToken: string;
  /** Of the app, for `appsecret_proof`. */
  readonly appSecret: string;
}

export interface GraphClientOptions {
  /** Origin, without or with trailing slashes. */
  readonly url: string;
  /** Such as v25.0. */
  readonly version: string;
  /** Whether calls are signed with the app secret (`appsecret_proof`). */
  readonly appSecretProof: boolean;
  /** `undefined` for an account that is not (or no longer) one of ours. */
  readonly accessOf: (account: string) => GraphAccess | undefined;
  readonly now: () => number;
}

/** An answer that is not 200, or none at all. */
export type GraphLookUp =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly status: number | undefined; readonly body: unknown };

/** The Graph API as one account or another; the token travels in a header, never in an address. Never throws. */
export class GraphClient {
  readonly #options: GraphClientOptions;
  /** How much of its limits each account has used. */
  readonly usage: UsageGauge;

  constructor(options: GraphClientOptions) {
    this.#options = options;
    this.usage = new UsageGauge(options.now);
  }

  /** The decoded answer of a look-up, or what went wrong. */
  async lookUp(
    account: string,
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<GraphLookUp> {
    const access = this.#options.accessOf(account);
    if (access === undefined) return { ok: false, status: undefined, body: undefined };
    const url = this.#address(access, path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const answer = await callProvider({ url, method: 'GET', headers: authorisation(access), signal });
    if (answer.kind !== 'answered') return { ok: false, status: undefined, body: undefined };
    this.usage.note(account, answer.headers);
    const body = decode(answer.body);
    return answer.status === 200 ? { ok: true, body } : { ok: false, status: answer.status, body };
  }

  /** The decoded answer of a look-up; `undefined` for whatever went wrong. */
  async get(
    account: string,
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<unknown> {
    const answer = await this.lookUp(account, path, query, signal);
    return answer.ok ? answer.body : undefined;
  }

  /** `undefined` when the account is not one of ours. */
  async post(account: string, path: string, form: GraphBody, signal: AbortSignal): Promise<ProviderAnswer | undefined> {
    const access = this.#options.accessOf(account);
    if (access === undefined) return undefined;
    const headers = { ...authorisation(access), 'content-type': form.contentType };
    const url = this.#address(access, path);
    const answer = await callProvider({ url, method: 'POST', headers, body: form.body, signal });
    if (answer.kind === 'answered') this.usage.note(account, answer.headers);
    return answer;
  }

  #address(access: GraphAccess, path: string): URL {
    const { url: origin, version, appSecretProof } = this.#options;
    const url = new URL(`${origin.replace(/\/+$/, '')}/${version}/${path}`);
    if (appSecretProof) url.searchParams.set('appsecret_proof', proofOf(access));
    return url;
  }
}

/** `undefined` for what is not JSON. */
export function decode(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export function jsonBody(value: object): GraphBody {
  return { contentType: 'application/json', body: JSON.stringify(value) };
}

export function authorisation({ accessToken }: Pick<GraphAccess, 'accessToken'>): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${accessToken}` };
}

function proofOf({ accessToken, appSecret }: GraphAccess): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}
