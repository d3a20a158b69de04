import type { FeedPart } from '../protocol.ts';
import { RestError, restErrorOf } from './rest-error.ts';

export interface SentFile {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: File;
  /** Called with 0 to 1. */
  readonly progress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** What is needed of a browser's XMLHttpRequest; Node has none. */
interface Request {
  readonly status: number;
  readonly response: unknown;
  responseType: string;
  readonly upload: {
    addEventListener(
      type: 'progress',
      listener: (event: { readonly loaded: number; readonly total: number }) => void,
    ): void;
  };
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  addEventListener(type: string, listener: () => void): void;
  send(body: File): void;
  abort(): void;
}

/** Puts the bytes there; resolves with what the server recognised. Rejects with a `RestError`. */
export function sendFile(sent: SentFile): Promise<FeedPart> {
  const { XMLHttpRequest: Browsers } = globalThis as { XMLHttpRequest?: new () => Request };
  // fetch tells nothing of how far an upload is.
  return Browsers === undefined ? fetchFile(sent) : requestFile(new Browsers(), sent);
}

function requestFile(request: Request, { url, headers, file, progress, signal }: SentFile): Promise<FeedPart> {
  return new Promise((resolve, reject) => {
    const failed = (code: string) => () => reject(new RestError(0, code, ''));
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total));
    request.addEventListener('load', () => {
      const part = partOf(request.status, request.response);
      if (part instanceof RestError) reject(part);
      else resolve(part);
    });
    request.addEventListener('error', failed('unreachable'));
    request.addEventListener('abort', failed('aborted'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

async function fetchFile({ url, headers, file, progress, signal }: SentFile): Promise<FeedPart> {
  const response = await fetch(url, { method: 'PUT', headers, body: file, signal }).catch(() => {
    throw new RestError(0, signal.aborted ? 'aborted' : 'unreachable', '');
  });
  const part = partOf(response.status, await response.json().catch(() => undefined));
  if (part instanceof RestError) throw part;
  progress(1);
  return part;
}

function partOf(status: number, answer: unknown): FeedPart | RestError {
  const { part } = (answer ?? {}) as { readonly part?: FeedPart };
  return status === 200 && part !== undefined ? part : restErrorOf(status, answer);
}
