import { REQUEST_HEADER } from '../../../wire/api.ts';
import type { ApiError } from '../../../wire/api.ts';

/** Thrown for every answer that is not a success; `message` says what to do. */
export class HttpError extends Error {
  /** 0: no answer came. */
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.code = code;
  }
}

const OFFLINE = 'The desk cannot be reached. Check your connection and try again.';

/** Calls the desk's server. Throws `HttpError`. */
export async function callDesk<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  options: { readonly signal?: AbortSignal } = {},
): Promise<T> {
  const headers: Record<string, string> = { [REQUEST_HEADER]: '1' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/desk/v1${path}`, {
      method,
      headers,
      ...options,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new HttpError(0, 'unreachable', OFFLINE);
  }
  if (response.status === 204) return undefined as T;
  const answer = (await response.json().catch(() => undefined)) as T | ApiError | undefined;
  if (response.ok && answer !== undefined) return answer as T;
  const { code, message } = (answer as ApiError | undefined)?.error ?? { code: 'unknown', message: OFFLINE };
  throw new HttpError(response.status, code, message);
}

/** What to show of an error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong. Try again.';
}
