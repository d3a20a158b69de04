import type { Request } from 'express';
import { z } from 'zod';
import type { BudgetShare } from './byte-budget.ts';
import { rebuilt } from './form-mail.ts';
import { postmarkParts, postmarkPartsSchema } from './postmark-parts.ts';
import { readBody } from './read-form.ts';
import { readJson } from './read-json.ts';
import type { PostedMail } from './take-posted-mail.ts';

const envelope = { OriginalRecipient: z.string().max(1_000).default('') };
const bodySchema = z.union([
  z.object({ ...envelope, RawEmail: z.string().min(1) }),
  postmarkPartsSchema.extend(envelope),
]);
/** A mail has a header, and so a colon, which base64 has not. */
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/**
 * Postmark's inbound webhook: `RawEmail` is the mail, as text or in base64 ("Include raw email content in JSON payload"), else
 * what Postmark took out of it. It proves nothing itself; the secret stands in the URL or in its user and password.
 */
export async function readPostmark(request: Request, share: BudgetShare): Promise<PostedMail> {
  const text = (await readBody(request, share)).toString('utf8');
  const body = readJson(text, bodySchema, 'The body is not what Postmark writes.');
  const mail = { isCut: false, sender: undefined, recipients: [body.OriginalRecipient] };
  if ('RawEmail' in body) {
    return { ...mail, raw: Buffer.from(body.RawEmail, BASE64.test(body.RawEmail) ? 'base64' : 'utf8') };
  }
  return { ...mail, ...(await rebuilt(postmarkParts(body), share)) };
}
