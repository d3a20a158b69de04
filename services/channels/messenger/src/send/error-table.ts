import type { SendResult } from '@onethread/channel-kit';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** When Meta throttles without saying for how long. */
const DEFAULT_THROTTLE_MS = 60_000;
const MAX_THROTTLE_MS = 3_600_000;
/** Another app controls the thread: looked at again this often. */
const THREAD_TAKEN_RETRY_MS = 60_000;

const errorSchema = z.object({
  error: z.object({ message: z.string().catch(''), code: z.number(), error_subcode: z.number().optional() }),
});

type Verdict = 'rejected' | 'temporary' | 'throttled' | 'unauthorised';

/** Subcodes say it more exactly than codes, so they are asked first. */
const BY_SUBCODE: Readonly<
  Record<number, { readonly verdict: Verdict; readonly code: string; readonly retryAfterMs?: number }>
> = {
  2018278: { verdict: 'rejected', code: 'outside-window' },
  2018065: { verdict: 'rejected', code: 'outside-window' },
  2018300: { verdict: 'temporary', code: 'thread-controlled-elsewhere', retryAfterMs: THREAD_TAKEN_RETRY_MS },
  1893063: { verdict: 'unauthorised', code: 'page-restricted' },
  1545041: { verdict: 'rejected', code: 'person-unavailable' },
  2018001: { verdict: 'rejected', code: 'no-such-person' },
};

const BY_CODE: Readonly<Record<number, { readonly verdict: Verdict; readonly code: string }>> = {
  551: { verdict: 'rejected', code: 'person-unavailable' },
  613: { verdict: 'throttled', code: 'rate-limit' },
  4: { verdict: 'throttled', code: 'rate-limit' },
  32: { verdict: 'throttled', code: 'rate-limit' },
  80006: { verdict: 'throttled', code: 'rate-limit' },
  190: { verdict: 'unauthorised', code: 'token-invalid' },
  102: { verdict: 'unauthorised', code: 'token-invalid' },
  104: { verdict: 'unauthorised', code: 'token-invalid' },
  10: { verdict: 'unauthorised', code: 'permission-missing' },
  3: { verdict: 'unauthorised', code: 'permission-missing' },
  200: { verdict: 'unauthorised', code: 'permission-missing' },
  368: { verdict: 'unauthorised', code: 'page-restricted' },
  1200: { verdict: 'temporary', code: 'temporary' },
  1: { verdict: 'temporary', code: 'temporary' },
  2: { verdict: 'temporary', code: 'temporary' },
};

/** What an answer other than 200 means. Acts on code and subcode, never on words; those are only shown. */
export function classifyError(status: number, headers: IncomingHttpHeaders, body: unknown): SendResult {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return byStatus(status, headers, `Meta answered with status ${status}.`);
  const { code, error_subcode: subcode, message } = parsed.data.error;
  const text = message === '' ? `Meta answered with error ${code}.` : message.slice(0, 1000);
  const exact = subcode === undefined ? undefined : BY_SUBCODE[subcode];
  if (exact !== undefined) return result(exact.verdict, exact.code, text, exact.retryAfterMs, headers);
  // Before the code: an application may be throttled with any.
  if (status === 429) return result('throttled', 'rate-limit', text, undefined, headers);
  const known = BY_CODE[code];
  if (known !== undefined) return result(known.verdict, known.code, text, undefined, headers);
  if (status >= 500) return byStatus(status, headers, text);
  return { outcome: 'rejected', code: `meta-${code}${subcode === undefined ? '' : `-${subcode}`}`, text };
}

function byStatus(status: number, headers: IncomingHttpHeaders, text: string): SendResult {
  if (status === 429) return result('throttled', 'rate-limit', text, undefined, headers);
  if (status === 401 || status === 403) return { outcome: 'unauthorised', code: `http-${status}`, text };
  if (status >= 400 && status < 500) return { outcome: 'rejected', code: `http-${status}`, text };
  return { outcome: 'temporary', code: `http-${status}`, text };
}

function result(
  outcome: Verdict,
  code: string,
  text: string,
  retryAfterMs: number | undefined,
  headers: IncomingHttpHeaders,
): SendResult {
  if (outcome === 'throttled') return { outcome, code, text, retryAfterMs: throttleMs(headers) };
  if (outcome === 'temporary' && retryAfterMs !== undefined) return { outcome, code, text, retryAfterMs };
  return { outcome, code, text };
}

const usageSchema = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number().optional() })));

/** By `Retry-After` (seconds) or what the usage header estimates (minutes). */
function throttleMs(headers: IncomingHttpHeaders): number {
  const seconds = Number(headers['retry-after']);
  if (seconds > 0) return Math.min(seconds * 1000, MAX_THROTTLE_MS);
  try {
    const usage = usageSchema.parse(JSON.parse(String(headers['x-business-use-case-usage'])));
    const minutes = Math.max(
      0,
      ...Object.values(usage)
        .flat()
        .map((use) => use.estimated_time_to_regain_access ?? 0),
    );
    return minutes > 0 ? Math.min(minutes * 60_000, MAX_THROTTLE_MS) : DEFAULT_THROTTLE_MS;
  } catch {
    return DEFAULT_THROTTLE_MS;
  }
}
