import type { SendResult } from '@onethread/channel-kit';
import type { BotAnswer, Refusal } from '../bot-api.ts';

/** When Telegram throttles without saying for how long, and the longest that is believed. */
const DEFAULT_THROTTLE_MS = 5_000;
const MAX_THROTTLE_MS = 3_600_000;

/** Why a person cannot be written to any more, for their standing. */
export type Lost = 'blocked-by-person' | 'address-gone';

/**
 * The Bot API has one code for many refusals and tells them apart in words that have stood for years; where those are not
 * known the code alone decides, and the reply fails with Telegram's own words.
 */
const FORBIDDEN: readonly (readonly [words: RegExp, code: string, lost?: Lost])[] = [
  [/blocked by the user/i, 'blocked-by-person', 'blocked-by-person'],
  [/user is deactivated/i, 'address-gone', 'address-gone'],
  [/can't initiate conversation/i, 'not-started'],
];
const BAD_REQUEST: readonly (readonly [words: RegExp, code: string])[] = [
  [/chat not found|user not found|PEER_ID_INVALID/i, 'no-such-chat'],
  [/message is too long|MESSAGE_TOO_LONG/i, 'text-too-long'],
  [/PHOTO_INVALID_DIMENSIONS|IMAGE_PROCESS_FAILED|PHOTO_EXT_INVALID|PHOTO_SAVE_FILE_INVALID/i, 'photo-refused'],
  [/file is too big|ENTITY_TOO_LARGE/i, 'file-too-large'],
  [/file must be non-empty/i, 'file-empty'],
];

/** Telegram takes the file, but not as a picture. */
export const PHOTO_REFUSED = 'photo-refused';

/** What an answer other than `ok` means. */
export function classifyAnswer(answer: Exclude<BotAnswer, { kind: 'ok' }>): SendResult & { readonly lost?: Lost } {
  if (answer.kind === 'not-sent')
    return { outcome: 'temporary', code: 'not-reached', text: 'Telegram could not be reached.' };
  if (answer.kind === 'no-answer')
    return {
      outcome: 'ambiguous',
      code: answer.code,
      text: 'Telegram may have taken the message, and did not answer.',
    };
  return classifyRefusal(answer.refusal);
}

function classifyRefusal({ code, description: text, retryAfterS }: Refusal): SendResult & { readonly lost?: Lost } {
  // There is no idempotency key: what failed inside Telegram may have gone out.
  if (code >= 500) return { outcome: 'ambiguous', code: `telegram-${code}`, text };
  switch (code) {
    // 404 answers a token that has no bot.
    case 401:
    case 404:
      return { outcome: 'unauthorised', code: 'token-invalid', text };
    case 403: {
      const known = FORBIDDEN.find(([words]) => words.test(text));
      const lost = known?.[2];
      return { outcome: 'rejected', code: known?.[1] ?? 'forbidden', text, ...(lost === undefined ? {} : { lost }) };
    }
    case 429:
      return { outcome: 'throttled', code: 'rate-limit', text, retryAfterMs: throttleMs(retryAfterS) };
    case 409:
      return { outcome: 'temporary', code: 'conflict', text };
    case 413:
      return { outcome: 'rejected', code: 'file-too-large', text };
    default:
      return {
        outcome: 'rejected',
        code: BAD_REQUEST.find(([words]) => words.test(text))?.[1] ?? `telegram-${code}`,
        text,
      };
  }
}

function throttleMs(seconds: number | undefined): number {
  return seconds === undefined || seconds <= 0 ? DEFAULT_THROTTLE_MS : Math.min(seconds * 1000, MAX_THROTTLE_MS);
}
