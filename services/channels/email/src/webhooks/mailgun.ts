import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import { IntakeUnavailableError } from '@onethread/channel-kit';
import type { BudgetShare } from './byte-budget.ts';
import { isOfMail, mailIn } from './form-mail.ts';
import { MAILGUN_FORM } from './mailgun-parts.ts';
import { readForm } from './read-form.ts';
import { isSameSecret } from './same-secret.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';
import type { WebhookTokens } from './webhook-tokens.ts';

const FIELDS = ['timestamp', 'token', 'signature', 'recipient', 'sender'];
/** Of a token; Mailgun's have 50. */
const MAX_TOKEN = 200;
/** A clock of theirs may go before ours. */
const FUTURE_MS = 5 * 60_000;

export interface MailgunOptions {
  /** The account's webhook signing key. */
  readonly signingKey: string;
  /** An older proof is refused, in ms. */
  readonly maxAgeMs: number;
  readonly tokens: WebhookTokens;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * A route of Mailgun (`forward("https://…")`): a form with the raw mail in `body-mime` where the URL ends in `mime`, else with
 * what Mailgun took out of it; proved by hex(HMAC-SHA256(key, timestamp + token)). The proof does not cover the mail, so each
 * one counts once: it is used up by the mail that became durable with it, and not before, or a crash in between would lose
 * that mail.
 */
export async function takeMailgun(
  request: Request,
  share: BudgetShare,
  { signingKey, maxAgeMs, tokens, now }: MailgunOptions,
  take: (mail: PostedMail) => Promise<void>,
): Promise<void> {
  const form = await readForm(request, (name) => FIELDS.includes(name) || isOfMail(name, MAILGUN_FORM), share);
  const text = (name: string) => form.text(name);
  const [timestamp = '', token = '', signature = ''] = [text('timestamp'), text('token'), text('signature')];
  const expected = createHmac('sha256', signingKey).update(`${timestamp}${token}`).digest('hex');
  if (!/^\d{1,12}$/.test(timestamp) || token === '' || token.length > MAX_TOKEN || !isSameSecret(signature, expected)) {
    throw new WebhookRefusedError('unauthorised', 'The signature is missing or wrong.');
  }
  const age = now() - Number(timestamp) * 1_000;
  if (age > maxAgeMs || age < -FUTURE_MS) throw new WebhookRefusedError('unauthorised', 'The signature is too old.');
  const mail = await mailIn(form, MAILGUN_FORM, share);
  if (!tokens.begin(token)) throw new IntakeUnavailableError('a call with this token is in work');
  try {
    if (await tokens.isUsed(token)) throw new WebhookRefusedError('replayed', 'This token was used before.');
    await take({
      ...mail,
      sender: text('sender')?.trim(),
      recipients: (text('recipient') ?? '').split(',').map((recipient) => recipient.trim()),
    });
    await tokens.use(token, now() + 2 * (maxAgeMs + FUTURE_MS));
  } finally {
    tokens.end(token);
  }
}
