import type { SendResult } from '@onethread/channel-kit';

const THROTTLE_MS = 1_000;

type Outcome = 'rejected' | 'temporary' | 'throttled' | 'unauthorised';

/** `status` of the SMS API's answers. */
const STATUSES: ReadonlyMap<string, { readonly outcome: Outcome; readonly text: string }> = new Map([
  ['1', { outcome: 'throttled', text: 'too many messages' }],
  ['2', { outcome: 'rejected', text: 'a parameter is missing' }],
  ['3', { outcome: 'rejected', text: 'a parameter is not valid' }],
  ['4', { outcome: 'unauthorised', text: 'wrong credentials' }],
  ['5', { outcome: 'temporary', text: 'internal error' }],
  ['6', { outcome: 'rejected', text: 'the message cannot be processed' }],
  ['7', { outcome: 'rejected', text: 'the number is barred' }],
  ['8', { outcome: 'unauthorised', text: 'the account is barred' }],
  ['9', { outcome: 'unauthorised', text: 'the account’s credit is used up' }],
  ['10', { outcome: 'throttled', text: 'too many connections' }],
  ['11', { outcome: 'unauthorised', text: 'the account may not use the SMS API' }],
  ['12', { outcome: 'rejected', text: 'the message is too long' }],
  ['14', { outcome: 'unauthorised', text: 'the signature is not valid' }],
  ['15', { outcome: 'rejected', text: 'the sender’s address is not allowed' }],
  ['22', { outcome: 'rejected', text: 'the network code is not valid' }],
  ['23', { outcome: 'rejected', text: 'the callback address is not valid' }],
  ['29', { outcome: 'rejected', text: 'the number is not among those that may be written to' }],
  ['32', { outcome: 'unauthorised', text: 'signature and secret were both given' }],
  ['33', { outcome: 'rejected', text: 'the number is no longer in use' }],
]);

/** What a status other than 0 means. Acts on the number, never on words; those are only shown. */
export function classifyStatus(status: string, words: string): SendResult {
  const known = STATUSES.get(status) ?? { outcome: 'rejected', text: 'the message was refused' };
  const said = words === '' ? known.text : words.slice(0, 500);
  return result(known.outcome, `vonage-${status}`, `Vonage answered: ${said} (${status}).`);
}

/** What an HTTP status other than 200 means. */
export function classifyHttp(status: number): SendResult {
  const outcome =
    status === 429
      ? 'throttled'
      : status === 401 || status === 403
        ? 'unauthorised'
        : status < 500
          ? 'rejected'
          : 'temporary';
  return result(outcome, `http-${status}`, `Vonage answered with status ${status}.`);
}

function result(outcome: Outcome, code: string, text: string): SendResult {
  return outcome === 'throttled' ? { outcome, code, text, retryAfterMs: THROTTLE_MS } : { outcome, code, text };
}
