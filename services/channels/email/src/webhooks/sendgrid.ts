import { isIP } from 'node:net';
import type { Request } from 'express';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import type { BudgetShare } from './byte-budget.ts';
import { readForm, type PostedForm } from './read-form.ts';
import { readJson } from './read-json.ts';
import { rebuildMail } from './rebuild-mail.ts';
import { isSendGridPart, sendGridParts } from './sendgrid-parts.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const FIELDS = ['email', 'envelope', 'sender_ip'];
const envelopeSchema = z.object({
  to: z.array(z.string().max(1_000)).max(LIMITS.formRecipients).default([]),
  from: z.string().max(1_000).optional(),
});

/**
 * SendGrid's Inbound Parse: a form with the envelope as JSON, and the mail in `email` ("POST the raw, full MIME message"), else
 * what SendGrid took out of it. It proves nothing itself; the secret stands in the URL.
 */
export async function readSendGrid(request: Request, share: BudgetShare): Promise<PostedMail> {
  const form = await readForm(request, (name) => FIELDS.includes(name) || isSendGridPart(name), share);
  const { to, from } = readJson(
    form.text('envelope') || '{}',
    envelopeSchema,
    'The envelope is not what SendGrid writes.',
  );
  const address = form.text('sender_ip')?.trim() ?? '';
  return {
    ...(await mailIn(form, share)),
    sender: from?.trim(),
    recipients: to,
    ...(isIP(address) === 0 ? {} : { peer: { address, helo: '' } }),
  };
}

async function mailIn(form: PostedForm, share: BudgetShare): Promise<Pick<PostedMail, 'raw' | 'isCut' | 'isRebuilt'>> {
  const mail = form.get('email');
  if (mail !== undefined) return { raw: mail.bytes, isCut: mail.isCut };
  if (form.get('headers') === undefined) {
    throw new WebhookRefusedError('malformed', 'There is neither email nor headers: this is no mail.');
  }
  const raw = await rebuildMail(sendGridParts(form));
  share.take(raw.length);
  return { raw, isCut: form.isCut, isRebuilt: true };
}
