import type { SendContext, SendResult } from '@onethread/channel-kit';
import { z } from 'zod';
import type { MessagingStep } from './plan.ts';
import type { SenderParts } from './sender.ts';

/** Messages that one look-up covers. */
const LISTED = 50;
/** Clocks of ours and Meta's may differ by so much. */
const CLOCK_SLACK_MS = 60_000;
/** What Meta does not show after this long was never sent. */
const SURELY_SHOWN_AFTER_MS = 120_000;

const listSchema = z.object({
  data: z.array(
    z.object({
      messages: z
        .object({
          data: z.array(
            z.object({
              id: z.string(),
              created_time: z.string(),
              from: z.object({ id: z.string() }).optional(),
              message: z.string().optional(),
              attachments: z
                .object({ data: z.array(z.object({ name: z.string().optional(), size: z.number().optional() })) })
                .optional(),
            }),
          ),
        })
        .optional(),
    }),
  ),
});

/** Looks for a call whose answer was lost: by its echo, else among the account's messages to this person since it was written. */
export async function reconcileStep(
  parts: SenderParts,
  step: MessagingStep,
  context: SendContext,
): Promise<SendResult | undefined> {
  const { sendId, message, signal } = context;
  const { account: accountId, externalId: personId } = message.identity;
  const echoed = await parts.knownSends.providerMessageIdOf(sendId);
  if (echoed !== undefined) return { outcome: 'sent', providerMessageId: echoed };
  const fields = `messages.limit(${LISTED}){id,created_time,from,message,attachments{name,size}}`;
  const { platform } = parts.settings;
  const query = { platform: platform.conversations, user_id: personId, fields };
  const path = `${platform.node(accountId)}/conversations`;
  const listed = listSchema.safeParse(await parts.graph.get(accountId, path, query, signal));
  if (!listed.success) return undefined;
  const messages = listed.data.data.flatMap((conversation) => conversation.messages?.data ?? []);
  const since = message.occurredAt - CLOCK_SLACK_MS;
  const recent = messages.filter(({ from, created_time: at }) => from?.id === accountId && Date.parse(at) >= since);
  for (const candidate of recent.toReversed()) {
    const same =
      step.kind === 'text'
        ? candidate.message === step.text
        : candidate.attachments?.data.some((file) => file.size === step.size || file.name === step.name) === true;
    if (!same || (await parts.knownSends.belongsToAnother(candidate.id, sendId))) continue;
    await parts.knownSends.remember(sendId, candidate.id);
    return { outcome: 'sent', providerMessageId: candidate.id };
  }
  // Meta may show files under names of its own: one that we cannot tell apart leaves it open.
  const mayBeHidden = step.kind === 'file' && recent.some(({ attachments }) => attachments !== undefined);
  const coversAll = messages.length < LISTED || messages.some(({ created_time: at }) => Date.parse(at) < since);
  if (mayBeHidden || !coversAll || parts.knownSends.missingFor(sendId) < SURELY_SHOWN_AFTER_MS) return undefined;
  return { outcome: 'rejected', code: 'never-arrived', text: 'The message never reached Meta; it can be sent again.' };
}
