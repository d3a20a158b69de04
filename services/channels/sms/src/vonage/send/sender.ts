import {
  callProvider,
  type ChannelHost,
  type KnownSends,
  type SendContext,
  type SendResult,
} from '@onethread/channel-kit';
import { z } from 'zod';
import type { ReplyParts } from '../../receipts/reply-parts.ts';
import { readSendId } from '../../send-id.ts';
import type { SmsContent } from '../../text/content.ts';
import { countSegments } from '../../text/segments.ts';
import type { VonageSettings } from '../settings.ts';
import { classifyHttp, classifyStatus } from './error-table.ts';

const answerSchema = z.object({
  messages: z
    .array(
      z.object({
        status: z.coerce.string(),
        'message-id': z.string().optional(),
        'error-text': z.string().catch(''),
      }),
    )
    .min(1)
    .max(255),
});

export interface SenderParts {
  readonly host: ChannelHost;
  readonly settings: VonageSettings;
  readonly knownSends: KnownSends;
  readonly replyParts: ReplyParts;
  /** Where Vonage reports on our messages. */
  readonly statusPath: string;
}

/** One call of the SMS API, which cuts long texts by itself. Never throws. */
export async function sendText(parts: SenderParts, { text }: SmsContent, context: SendContext): Promise<SendResult> {
  const url = new URL('/sms/json', parts.settings.apiUrl);
  const answer = await callProvider({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: formOf(parts, text, context).toString(),
    signal: context.signal,
  });
  if (answer.kind === 'not-sent')
    return { outcome: 'temporary', code: 'not-reached', text: 'Vonage could not be reached.' };
  if (answer.kind === 'no-answer')
    return { outcome: 'ambiguous', code: 'no-answer', text: 'Vonage took the message and did not answer.' };
  if (answer.status !== 200) return classifyHttp(answer.status);
  const parsed = answerSchema.safeParse(decode(answer.body));
  const [first, ...rest] = parsed.data?.messages ?? [];
  if (first === undefined)
    return { outcome: 'ambiguous', code: 'unreadable-answer', text: 'Vonage’s answer could not be read.' };
  if (first.status !== '0') return classifyStatus(first.status, first['error-text']);
  const refused = rest.find(({ status }) => status !== '0');
  if (refused !== undefined) {
    const { status } = refused;
    // What is out cannot be called back, and a repeat would send it twice.
    return { outcome: 'rejected', code: `vonage-${status}`, text: `Only a part of the message was taken (${status}).` };
  }
  const providerMessageId = first['message-id'] ?? context.sendId;
  await learn(parts, context, providerMessageId, rest.length + 1);
  return { outcome: 'sent', providerMessageId };
}

/** Best effort: without it a reply stays at `sent`. */
async function learn(
  { host, knownSends, replyParts }: SenderParts,
  { sendId, message: { identity } }: SendContext,
  providerMessageId: string,
  total: number,
): Promise<void> {
  const own = readSendId(sendId);
  if (own === undefined) return;
  const { entryId, attempt } = own;
  await knownSends
    .remember(sendId, providerMessageId)
    .then(() => replyParts.learnTotal({ entryId, attempt, identity, total }))
    .catch(() => host.refused('receipts-not-counted'));
}

function formOf({ host, settings, statusPath }: SenderParts, text: string, context: SendContext): URLSearchParams {
  const { account, externalId } = context.message.identity;
  const { encoding } = countSegments(text, { smart: false });
  return new URLSearchParams({
    api_key: settings.apiKey,
    api_secret: settings.apiSecret,
    from: account.replace(/^\+/, ''),
    to: externalId.replace(/^\+/, ''),
    text,
    type: encoding === 'GSM-7' ? 'text' : 'unicode',
    'status-report-req': '1',
    'client-ref': context.sendId,
    callback: host.http.publicUrl + statusPath,
  });
}

function decode(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
