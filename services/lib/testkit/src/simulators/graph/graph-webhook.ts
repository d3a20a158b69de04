import { createHmac } from 'node:crypto';

/** One element of `messaging[]` or `standby[]`. */
export type GraphEvent = Readonly<Record<string, unknown>> & { readonly timestamp: number };

export interface GraphEntry {
  /** The Page. */
  readonly id: string;
  readonly time: number;
  readonly messaging?: readonly GraphEvent[];
  readonly standby?: readonly GraphEvent[];
}

/** Escaped as Facebook escapes: non-ASCII as \uXXXX and slashes, so that re-serialised JSON never has the same signature. */
export function encodeGraphBody(body: unknown): string {
  return JSON.stringify(body)
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[\u0080-\uffff]/g, (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** The value of `X-Hub-Signature-256`. */
export function signGraphBody(appSecret: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

/** 1 s doubled up to 10 minutes, for 36 hours: how often a refused delivery is tried again. */
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 600_000;
const MAX_ATTEMPTS = 225;

export function graphRetryAfterMs(attempt: number): number | undefined {
  return attempt >= MAX_ATTEMPTS ? undefined : Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
}
