import type { SendContext, SendResult } from '@onethread/channel-kit';
import { z } from 'zod';
import type { SmsContent } from '../../text/content.ts';
import { decode } from '../twilio-client.ts';
import { addressesOf, type SenderParts } from './sender.ts';

/** Messages that one look-up covers, newest first. */
const LISTED = 200;
const CLOCK_SLACK_MS = 60_000;
/** What Twilio does not list after this long was never sent. */
const SURELY_LISTED_AFTER_MS = 120_000;

const listSchema = z.object({
  messages: z.array(
    z.object({
      sid: z.string(),
      body: z.string().nullable(),
      date_created: z.string(),
      direction: z.string(),
      num_media: z.coerce.number().catch(0),
    }),
  ),
});

/** Looks for a call whose answer was lost: by its status callback, else in Twilio's list of messages between the two numbers. */
export async function reconcileStep(
  parts: SenderParts,
  step: SmsContent,
  context: SendContext,
): Promise<SendResult | undefined> {
  const { sendId, message, signal } = context;
  const reported = await parts.knownSends.providerMessageIdOf(sendId);
  if (reported !== undefined) return { outcome: 'sent', providerMessageId: reported };
  const { from, to } = addressesOf(context);
  const answer = await parts.twilio.list({ To: to, From: from, PageSize: String(LISTED) }, signal);
  const listed = listSchema.safeParse(
    answer.kind === 'answered' && answer.status === 200 ? decode(answer.body) : undefined,
  );
  if (!listed.success) return undefined;
  const since = message.occurredAt - CLOCK_SLACK_MS;
  const recent = listed.data.messages.filter(({ date_created: at }) => Date.parse(at) >= since);
  for (const candidate of recent.toReversed()) {
    const same =
      candidate.direction.startsWith('outbound') &&
      (candidate.body ?? '') === step.text &&
      candidate.num_media === step.files.length;
    if (!same || (await parts.knownSends.belongsToAnother(candidate.sid, sendId))) continue;
    await parts.knownSends.remember(sendId, candidate.sid);
    return { outcome: 'sent', providerMessageId: candidate.sid };
  }
  const coversAll = listed.data.messages.length < LISTED || recent.length < listed.data.messages.length;
  if (!coversAll || parts.knownSends.missingFor(sendId) < SURELY_LISTED_AFTER_MS) return undefined;
  return {
    outcome: 'rejected',
    code: 'never-arrived',
    text: 'The message never reached Twilio; it can be sent again.',
  };
}
