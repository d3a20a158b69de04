import { request as httpRequest, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Of an answer no more is read; what comes beyond counts as unreadable. */
const MAX_ANSWER_BYTES = 1024 * 1024;

export interface ProviderRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | { readonly content: Readable; readonly size: number };
  readonly signal: AbortSignal;
}

/** What became of one HTTP call, told apart as sending needs it. */
export type ProviderAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }
  /** The request did not leave in full (no connection, own body unreadable, aborted before): the provider cannot have acted on it. */
  | { readonly kind: 'not-sent'; readonly code: string }
  /** It left in full and no whole answer came back: the provider may have acted on it. */
  | { readonly kind: 'no-answer'; readonly code: string };

/** One HTTP call without redirects; never throws. Its body must have a known length, so that half a request is no request. */
export async function callProvider(call: ProviderRequest): Promise<ProviderAnswer> {
  const { url, method, signal, body } = call;
  if (signal.aborted) return { kind: 'not-sent', code: 'aborted' };
  const size = typeof body === 'string' ? Buffer.byteLength(body) : body?.size;
  const headers = { ...call.headers, ...(size === undefined ? {} : { 'content-length': String(size) }) };
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  // A kept connection may turn out to be closed only once the request is written, which would leave a reply in doubt
  // for nothing: what must not happen twice gets a connection of its own.
  const request = open(url, { method, headers, signal, ...(method === 'POST' ? { agent: false } : {}) });
  try {
    const answered = answerOf(request);
    // Whatever breaks the body breaks the answer too; the answer's own error is the one that is told.
    const written = write(request, body).catch((error: unknown) => void request.destroy(error as Error));
    const response = await answered;
    const text = await readText(response);
    await written;
    return { kind: 'answered', status: response.statusCode ?? 0, headers: response.headers, body: text };
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return { kind: request.writableFinished ? 'no-answer' : 'not-sent', code: code ?? name };
  } finally {
    request.destroy();
  }
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.once('close', () => reject(new Error('closed')));
  });
}

async function write(request: ClientRequest, body: ProviderRequest['body']): Promise<void> {
  if (body === undefined || typeof body === 'string') request.end(body);
  else await pipeline(body.content, request);
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new RangeError('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
