import type { SendResult } from '@onethread/channel-kit';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { askedWaitMs } from './usage.ts';

/** When Meta throttles without saying for how long. */
const DEFAULT_THROTTLE_MS = 60_000;

export type Verdict = 'rejected' | 'temporary' | 'throttled' | 'unauthorised';

/** What a code or subcode of Meta means for a reply. */
export interface ErrorRow {
  readonly verdict: Verdict;
  /** Ours, stable. */
  readonly code: string;
  /** Of `temporary`: not tried again before (ms). */
  readonly retryAfterMs?: number;
}

/** A product's own rows, asked before those that all products share. */
export interface ErrorTable {
  /** Subcodes say it more exactly than codes, so they are asked first. */
  readonly bySubcode: Readonly<Record<number, ErrorRow>>;
  readonly byCode: Readonly<Record<number, ErrorRow>>;
}

const errorSchema = z.object({
  error: z.object({
    message: z.string().catch(''),
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    error_data: z.object({ details: z.string().optional() }).optional().catch(undefined),
  }),
});

const RATE_LIMIT: ErrorRow = { verdict: 'throttled', code: 'rate-limit' };
const TOKEN_INVALID: ErrorRow = { verdict: 'unauthorised', code: 'token-invalid' };
const PERMISSION_MISSING: ErrorRow = { verdict: 'unauthorised', code: 'permission-missing' };
const TEMPORARY: ErrorRow = { verdict: 'temporary', code: 'temporary' };

/** Codes of the Graph API itself. */
const SHARED: Readonly<Record<number, ErrorRow>> = {
  1: TEMPORARY,
  2: TEMPORARY,
  3: PERMISSION_MISSING,
  4: RATE_LIMIT,
  10: PERMISSION_MISSING,
  17: RATE_LIMIT,
  32: RATE_LIMIT,
  102: TOKEN_INVALID,
  104: TOKEN_INVALID,
  190: TOKEN_INVALID,
  200: PERMISSION_MISSING,
  368: { verdict: 'unauthorised', code: 'account-restricted' },
  613: RATE_LIMIT,
  80006: RATE_LIMIT,
  80007: RATE_LIMIT,
};

/** The answer's code and subcode, where it has any. */
export function errorCodesOf(body: unknown): { readonly code: number; readonly subcode?: number } | undefined {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { code, error_subcode: subcode } = parsed.data.error;
  return { code, ...(subcode === undefined ? {} : { subcode }) };
}

/** What an answer other than 200 means. Acts on code and subcode, never on words; those are only shown. */
export function classifyError(
  status: number,
  headers: IncomingHttpHeaders,
  body: unknown,
  table: ErrorTable,
): SendResult {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return byStatus(status, headers, `Meta answered with status ${status}.`);
  const { code, error_subcode: subcode, message, error_data: data } = parsed.data.error;
  const text = wordsOf(code, message, data?.details);
  const exact = subcode === undefined ? undefined : table.bySubcode[subcode];
  if (exact !== undefined) return resultOf(exact, text, headers);
  // Before the code: an application may be throttled with any.
  if (status === 429) return resultOf(table.byCode[code] ?? RATE_LIMIT, text, headers);
  const known = table.byCode[code] ?? SHARED[code];
  if (known !== undefined) return resultOf(known, text, headers);
  if (status >= 500) return byStatus(status, headers, text);
  return { outcome: 'rejected', code: `meta-${code}${subcode === undefined ? '' : `-${subcode}`}`, text };
}

/** A row as the kit wants it; `headers` say how long a throttled account waits. */
export function resultOf(row: ErrorRow, text: string, headers: IncomingHttpHeaders): SendResult {
  const { verdict: outcome, code, retryAfterMs } = row;
  if (outcome === 'throttled') {
    return { outcome, code, text, retryAfterMs: askedWaitMs(headers) ?? retryAfterMs ?? DEFAULT_THROTTLE_MS };
  }
  if (outcome === 'temporary' && retryAfterMs !== undefined) return { outcome, code, text, retryAfterMs };
  return { outcome, code, text };
}

function wordsOf(code: number, message: string, details: string | undefined): string {
  if (message === '') return details ?? `Meta answered with error ${code}.`;
  return (details === undefined || details === message ? message : `${message}: ${details}`).slice(0, 1000);
}

function byStatus(status: number, headers: IncomingHttpHeaders, text: string): SendResult {
  if (status === 429) return resultOf(RATE_LIMIT, text, headers);
  if (status === 401 || status === 403) return { outcome: 'unauthorised', code: `http-${status}`, text };
  if (status >= 400 && status < 500) return { outcome: 'rejected', code: `http-${status}`, text };
  return { outcome: 'temporary', code: `http-${status}`, text };
}
