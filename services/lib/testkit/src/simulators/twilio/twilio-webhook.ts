import { createHmac } from 'node:crypto';
import type { AttemptOutcome } from '../simulator-event.ts';

/** The value of `X-Twilio-Signature` of a form post: the exact address, then each key with its value, sorted by key. */
export function signTwilioForm(authToken: string, url: string, form: URLSearchParams): string {
  let signed = url;
  for (const key of [...new Set(form.keys())].toSorted()) {
    for (const value of [...new Set(form.getAll(key))].toSorted()) signed += key + value;
  }
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}

/** Longest wait of Twilio for a webhook, all attempts together. */
export const TWILIO_WEBHOOK_TIMEOUT_MS = 15_000;
const RETRY_PAUSE_MS = 100;

/**
 * When Twilio tries again: by the `#rc=5&rp=all` that the webhook's address ends in (count; on ct = no connection, rt = no
 * answer, 4xx, 5xx, all), else once and only where no connection came about.
 */
export function twilioRetryAfterMs(url: string, attempt: number, outcome: AttemptOutcome): number | undefined {
  const overrides = new URLSearchParams(new URL(url).hash.slice(1));
  const count = Math.min(5, Number(overrides.get('rc') ?? 1));
  const policies = (overrides.get('rp') ?? 'ct').split(',');
  if (!(attempt <= count)) return undefined;
  return policies.includes('all') || policies.includes(policyOf(outcome)) ? RETRY_PAUSE_MS : undefined;
}

function policyOf(outcome: AttemptOutcome): string {
  if (outcome.kind === 'no-connection') return 'ct';
  if (outcome.kind === 'no-answer') return 'rt';
  return outcome.status >= 500 ? '5xx' : '4xx';
}
