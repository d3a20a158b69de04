import type { Request } from 'express';
import { z } from 'zod';
import type { BudgetShare } from './byte-budget.ts';
import { readBody } from './read-form.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const bodySchema = z.object({
  RawEmail: z.string().min(1),
  OriginalRecipient: z.string().max(1_000).default(''),
});
/** A mail has a header, and so a colon, which base64 has not. */
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/**
 * Postmark's inbound webhook with "Include raw email content in JSON payload": `RawEmail` is the mail, as text or in base64.
 * It proves nothing itself; the secret stands in the URL or in its user and password.
 */
export async function readPostmark(request: Request, share: BudgetShare): Promise<PostedMail> {
  const { RawEmail: text, OriginalRecipient: recipient } = parsedBody(await readBody(request, share));
  const raw = BASE64.test(text) ? Buffer.from(text, 'base64') : Buffer.from(text, 'utf8');
  return { raw, isCut: false, sender: undefined, recipients: [recipient] };
}

function parsedBody(bytes: Buffer): z.output<typeof bodySchema> {
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new WebhookRefusedError('malformed', 'The body is not JSON.');
  }
  const parsed = bodySchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new WebhookRefusedError('malformed', 'There is no raw mail: turn on "Include raw email content".');
}
