import { isIP } from 'node:net';
import type { Request } from 'express';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import type { BudgetShare } from './byte-budget.ts';
import { isOfMail, mailIn } from './form-mail.ts';
import { readForm } from './read-form.ts';
import { readJson } from './read-json.ts';
import { SENDGRID_FORM } from './sendgrid-parts.ts';
import type { PostedMail } from './take-posted-mail.ts';

const FIELDS = ['envelope', 'sender_ip'];
const envelopeSchema = z.object({
  to: z.array(z.string().max(1_000)).max(LIMITS.formRecipients).default([]),
  from: z.string().max(1_000).optional(),
});

/**
 * SendGrid's Inbound Parse: a form with the envelope as JSON, and the mail in `email` ("POST the raw, full MIME message"), else
 * what SendGrid took out of it. It proves nothing itself; the secret stands in the URL.
 */
export async function readSendGrid(request: Request, share: BudgetShare): Promise<PostedMail> {
  const form = await readForm(request, (name) => FIELDS.includes(name) || isOfMail(name, SENDGRID_FORM), share);
  const { to, from } = readJson(
    form.text('envelope') || '{}',
    envelopeSchema,
    'The envelope is not what SendGrid writes.',
  );
  const address = form.text('sender_ip')?.trim() ?? '';
  return {
    ...(await mailIn(form, SENDGRID_FORM, share)),
    sender: from?.trim(),
    recipients: to,
    ...(isIP(address) === 0 ? {} : { peer: { address, helo: '' } }),
  };
}
