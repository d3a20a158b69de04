import type { SendResult } from '@onethread/channel-kit';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { OPTED_OUT } from '../../provider.ts';

/** When Twilio throttles without saying for how long. */
const DEFAULT_THROTTLE_MS = 5000;
const MAX_THROTTLE_MS = 3_600_000;

const errorSchema = z.object({ code: z.number(), message: z.string().catch('') });

/** Twilio's code of a person who opted out. */
const OPTED_OUT_CODE = 21610;
/** Too many requests, queue of the number full. */
const THROTTLED = new Set([20429, 14107, 21611, 30001]);
/** Wrong credentials, account suspended, account unknown. */
const UNAUTHORISED = new Set([20003, 20005, 20006, 20404]);

/** What an answer other than 201 means. Acts on status and code, never on words; those are only shown. */
export function classifyError(status: number, headers: IncomingHttpHeaders, body: unknown): SendResult {
  const parsed = errorSchema.safeParse(body);
  const number = parsed.success ? parsed.data.code : undefined;
  const said = parsed.success && parsed.data.message !== '' ? parsed.data.message.slice(0, 1000) : undefined;
  const text = said ?? `Twilio answered with status ${status}.`;
  const code = number === undefined ? `http-${status}` : `twilio-${number}`;
  if (number === OPTED_OUT_CODE) return { outcome: 'rejected', code: OPTED_OUT, text };
  if (status === 429 || (number !== undefined && THROTTLED.has(number))) {
    return { outcome: 'throttled', code, text, retryAfterMs: throttleMs(headers) };
  }
  if (status === 401 || status === 403 || (number !== undefined && UNAUTHORISED.has(number))) {
    return { outcome: 'unauthorised', code, text };
  }
  if (status >= 400 && status < 500) return { outcome: 'rejected', code, text };
  return { outcome: 'temporary', code, text };
}

function throttleMs(headers: IncomingHttpHeaders): number {
  const seconds = Number(headers['retry-after']);
  return seconds > 0 ? Math.min(seconds * 1000, MAX_THROTTLE_MS) : DEFAULT_THROTTLE_MS;
}
