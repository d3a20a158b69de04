import type { Request } from 'express';
import { z } from 'zod';
import { IntakeUnavailableError } from '@onethread/channel-kit';
import { LIMITS } from '../limits.ts';
import type { BudgetShare } from './byte-budget.ts';
import type { MailBucket, StoredMail } from './mail-bucket.ts';
import { readBody } from './read-form.ts';
import { readJson } from './read-json.ts';
import { isOfSns, type FetchText, type SnsVerifier } from './sns-message.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const MAX_FETCHED_BYTES = 64 * 1024;
const FETCH_MS = 10_000;
const NO_MAIL = 'There is no mail in it: the rule’s action must be SNS, which carries it, or S3, which names it.';
const NO_BUCKET = 'The mail lies in S3, and no bucket is set.';
const ADDRESS = z.string().max(1_000);

const common = { notificationType: z.literal('Received'), mail: z.object({ source: ADDRESS }) };
const recipients = z.array(ADDRESS).max(LIMITS.formRecipients);
const carriedSchema = z.object({
  ...common,
  receipt: z.object({
    recipients,
    action: z.object({ type: z.string(), encoding: z.string().default('UTF-8') }),
  }),
  content: z.string().min(1),
});
const storedSchema = z.object({
  ...common,
  receipt: z.object({
    recipients,
    action: z.object({
      type: z.literal('S3'),
      bucketName: z.string().max(100),
      objectKey: z.string().min(1).max(1_024),
    }),
  }),
});

export interface SesParts {
  readonly verifier: SnsVerifier;
  readonly fetchText: FetchText;
  /** Undefined: mails come within the messages only. */
  readonly bucket: MailBucket | undefined;
}

/**
 * Amazon SES by a signed message of SNS: of an SNS action, with the mail itself in it (150 KB at most), or of an S3 action, with
 * the place of the mail in our bucket. A topic of ours that asks whether it may post is confirmed, at an address of SNS only.
 */
export async function takeSes(
  request: Request,
  share: BudgetShare,
  { verifier, fetchText, bucket }: SesParts,
  take: (mail: PostedMail) => Promise<void>,
): Promise<void> {
  const message = await verifier.verified(await readBody(request, share));
  if (message.Type === 'UnsubscribeConfirmation') return;
  if (message.Type === 'SubscriptionConfirmation') {
    if (!isOfSns(message.SubscribeURL)) throw new WebhookRefusedError('unauthorised', 'The address is not one of SNS.');
    await fetchText(message.SubscribeURL);
    return;
  }
  const received = readJson(message.Message, z.union([storedSchema, carriedSchema]), NO_MAIL);
  const stored = 'content' in received ? carriedMail(received) : await storedMail(received, bucket, share);
  await take({ ...stored, sender: received.mail.source, recipients: received.receipt.recipients });
}

function carriedMail({ content, receipt }: z.output<typeof carriedSchema>): StoredMail {
  const isBase64 = receipt.action.encoding.toUpperCase() === 'BASE64';
  return { raw: Buffer.from(content, isBase64 ? 'base64' : 'utf8'), isCut: false };
}

async function storedMail(
  { receipt }: z.output<typeof storedSchema>,
  bucket: MailBucket | undefined,
  share: BudgetShare,
): Promise<StoredMail> {
  if (bucket === undefined) throw new WebhookRefusedError('malformed', NO_BUCKET);
  return await bucket.mailAt(receipt.action.bucketName, receipt.action.objectKey, share);
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
