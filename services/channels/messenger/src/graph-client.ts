import { createHmac } from 'node:crypto';
import { callProvider, type ProviderAnswer } from '@onethread/channel-kit';
import type { Readable } from 'node:stream';
import type { MessengerSettings } from './config.ts';
import type { MessengerPage, Pages } from './pages.ts';

export interface GraphBody {
  readonly contentType: string;
  readonly body: string | { readonly content: Readable; readonly size: number };
}

/** The Graph API as one Page or another; the token travels in a header, never in an address. */
export class GraphClient {
  readonly #settings: MessengerSettings;
  readonly #pages: Pages;

  constructor(settings: MessengerSettings, pages: Pages) {
    this.#settings = settings;
    this.#pages = pages;
  }

  /** The decoded answer of a look-up; `undefined` for whatever went wrong. */
  async get(
    pageId: string,
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<unknown> {
    const page = this.#pages.find(pageId);
    if (page === undefined) return undefined;
    const url = this.#address(page, path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const answer = await callProvider({ url, method: 'GET', headers: authorisation(page), signal });
    return answer.kind === 'answered' && answer.status === 200 ? decode(answer.body) : undefined;
  }

  /** `undefined` when the Page is not one of ours. */
  async post(pageId: string, edge: string, form: GraphBody, signal: AbortSignal): Promise<ProviderAnswer | undefined> {
    const page = this.#pages.find(pageId);
    if (page === undefined) return undefined;
    const headers = { ...authorisation(page), 'content-type': form.contentType };
    return await callProvider({
      url: this.#address(page, `${pageId}/${edge}`),
      method: 'POST',
      headers,
      body: form.body,
      signal,
    });
  }

  #address(page: MessengerPage, path: string): URL {
    const { graphUrl, graphVersion, appSecretProof } = this.#settings;
    const url = new URL(`${graphUrl.replace(/\/+$/, '')}/${graphVersion}/${path}`);
    if (appSecretProof) url.searchParams.set('appsecret_proof', proofOf(page));
    return url;
  }
}

export function decode(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function authorisation(page: MessengerPage): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${page.accessToken}` };
}

function proofOf(page: MessengerPage): string {
  return createHmac('sha256', page.appSecret).update(page.accessToken).digest('hex');
}
