import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

const MAX_REDIRECTS = 3;

export interface MediaRequest {
  readonly url: string;
  /** Asked for the address and for each redirect of it: whatever it refuses is never called. */
  readonly isAllowed: (url: URL) => boolean;
  /** Credentials for those addresses that want them. */
  readonly headersFor?: (url: URL) => Readonly<Record<string, string>>;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export type OpenedMedia =
  | { readonly kind: 'opened'; readonly content: Readable; readonly contentType?: string }
  /** In words for the agent. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Opens a file at a provider's media host; never throws, never leaves the allowed hosts. The stream may still break. */
export async function openMedia(request: MediaRequest): Promise<OpenedMedia> {
  let address = request.url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined || url.username !== '' || url.password !== '' || !request.isAllowed(url)) {
      return { kind: 'unavailable', reason: 'it lies at an address that is not the provider’s' };
    }
    const answer = await call(url, request);
    if (typeof answer === 'string') return { kind: 'unavailable', reason: answer };
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
    if (location === null) return await opened(answer, request.maxBytes);
    await answer.body?.cancel();
    if (!URL.canParse(location, url.href)) return { kind: 'unavailable', reason: 'the provider sent on to nowhere' };
    address = new URL(location, url).href;
  }
  return { kind: 'unavailable', reason: 'the provider sent on too often' };
}

async function call(url: URL, { headersFor, signal }: MediaRequest): Promise<Response | string> {
  try {
    return await fetch(url, { redirect: 'manual', headers: headersFor?.(url) ?? {}, signal });
  } catch {
    return signal.aborted ? 'the provider took too long' : 'the provider could not be reached';
  }
}

async function opened(answer: Response, maxBytes: number): Promise<OpenedMedia> {
  const size = Number(answer.headers.get('content-length') ?? 0);
  if (!answer.ok || answer.body === null || size > maxBytes) {
    await answer.body?.cancel();
    const tooLarge = answer.ok && size > maxBytes;
    return { kind: 'unavailable', reason: tooLarge ? 'it is too large' : `the provider answered ${answer.status}` };
  }
  const content = Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
  const contentType = answer.headers.get('content-type')?.split(';')[0]?.trim();
  return { kind: 'opened', content, ...(contentType === undefined || contentType === '' ? {} : { contentType }) };
}

/** Whether the host is one of these domains or lies under one of them. */
export function isHostUnder(hostname: string, domains: readonly string[]): boolean {
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
