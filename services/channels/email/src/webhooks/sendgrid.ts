import { isIP } from 'node:net';
import type { Request } from 'express';
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import type { BudgetShare } from './byte-budget.ts';
import { readForm } from './read-form.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const FIELDS = ['email', 'envelope', 'sender_ip'];
const envelopeSchema = z.object({
  to: z.array(z.string().max(1_000)).max(LIMITS.formRecipients).default([]),
  from: z.string().max(1_000).optional(),
});

/**
 * SendGrid's Inbound Parse with "POST the raw, full MIME message": a form with the mail in `email` and the envelope as JSON.
 * It proves nothing itself; the secret stands in the URL.
 */
export async function readSendGrid(request: Request, share: BudgetShare): Promise<PostedMail> {
  const form = await readForm(request, FIELDS, share);
  const mail = form.get('email');
  if (mail === undefined) {
    throw new WebhookRefusedError('malformed', 'There is no raw mail: turn on "POST the raw, full MIME message".');
  }
  const { to, from } = envelopeIn(form.get('envelope')?.bytes);
  const address = form.get('sender_ip')?.bytes.toString('utf8').trim() ?? '';
  return {
    raw: mail.bytes,
    isCut: mail.isCut,
    sender: from?.trim(),
    recipients: to,
    ...(isIP(address) === 0 ? {} : { peer: { address, helo: '' } }),
  };
}

function envelopeIn(bytes: Buffer | undefined): z.output<typeof envelopeSchema> {
  try {
    return envelopeSchema.parse(JSON.parse(bytes?.toString('utf8') ?? '{}'));
  } catch {
    throw new WebhookRefusedError('malformed', 'The envelope is not what SendGrid writes.');
  }
}
