import type { Request } from 'express';
import { z } from 'zod';
import { IntakeUnavailableError } from '@onethread/channel-kit';
import { LIMITS } from '../limits.ts';
import type { BudgetShare } from './byte-budget.ts';
import { readBody } from './read-form.ts';
import { readJson } from './read-json.ts';
import { isOfSns, type FetchText, type SnsVerifier } from './sns-message.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const MAX_FETCHED_BYTES = 64 * 1024;
const FETCH_MS = 10_000;
const NO_MAIL = 'There is no mail in it: the rule’s action must be SNS, which carries it.';
const ADDRESS = z.string().max(1_000);

const receivedSchema = z.object({
  notificationType: z.literal('Received'),
  mail: z.object({ source: ADDRESS }),
  receipt: z.object({
    recipients: z.array(ADDRESS).max(LIMITS.formRecipients),
    action: z.object({ type: z.string(), encoding: z.string().default('UTF-8') }),
  }),
  content: z.string().min(1),
});

/**
 * Amazon SES by an SNS action: the mail itself (150 KB at most) in a signed message. A topic of ours that asks whether it may
 * post is confirmed, at an address of SNS only.
 */
export async function takeSes(
  request: Request,
  share: BudgetShare,
  { verifier, fetchText }: { readonly verifier: SnsVerifier; readonly fetchText: FetchText },
  take: (mail: PostedMail) => Promise<void>,
): Promise<void> {
  const message = await verifier.verified(await readBody(request, share));
  if (message.Type === 'UnsubscribeConfirmation') return;
  if (message.Type === 'SubscriptionConfirmation') {
    if (!isOfSns(message.SubscribeURL)) throw new WebhookRefusedError('unauthorised', 'The address is not one of SNS.');
    await fetchText(message.SubscribeURL);
    return;
  }
  const { mail, receipt, content } = readJson(message.Message, receivedSchema, NO_MAIL);
  const raw = Buffer.from(content, receipt.action.encoding.toUpperCase() === 'BASE64' ? 'base64' : 'utf8');
  await take({ raw, isCut: false, sender: mail.source, recipients: receipt.recipients });
}

/** Throws `IntakeUnavailableError` where there is no answer of 2xx, soon and small. Redirects are not followed. */
export const fetchText: FetchText = async (url) => {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_MS) });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_FETCHED_BYTES) throw new Error('answered too much');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    throw new IntakeUnavailableError('SNS could not be asked', { cause: error });
  }
};
