import {
  multipart,
  type ChannelHost,
  type OutOfReach,
  type SendContext,
  type SendResult,
} from '@onethread/channel-kit';
import { z } from 'zod';
import type { BotAnswer, BotApi, CallBody } from '../bot-api.ts';
import type { Bot, Bots } from '../bots.ts';
import { messageId } from '../message-id.ts';
import { classifyAnswer, PHOTO_REFUSED } from './error-table.ts';
import type { Pace } from './pace.ts';
import { asDocument, type TelegramStep } from './plan.ts';

const sentSchema = z.object({ message_id: z.number().int() });

export interface SenderParts {
  readonly host: ChannelHost;
  readonly api: BotApi;
  readonly bots: Bots;
  readonly pace: Pace;
  readonly outOfReach: OutOfReach;
}

/** One call of the Bot API. Never throws. */
export async function sendStep(parts: SenderParts, step: TelegramStep, context: SendContext): Promise<SendResult> {
  const { account, externalId: chat } = context.message.identity;
  const bot = parts.bots.find(account);
  if (bot === undefined)
    return { outcome: 'unauthorised', code: 'unknown-bot', text: 'This bot is not (or no longer) set up here.' };
  const waitMs = await parts.pace.turn(bot.id, chat, context.signal).catch(() => 0);
  if (waitMs > 0)
    return { outcome: 'temporary', code: 'paced', text: 'Telegram takes one message a second.', retryAfterMs: waitMs };
  const result = await callOnce(parts, bot, step, context);
  if (result.outcome !== 'rejected' || result.code !== PHOTO_REFUSED || step.kind !== 'file') return result;
  // It was surely not sent, and as a document Telegram looks at no dimensions.
  return await callOnce(parts, bot, asDocument(step), context);
}

async function callOnce(parts: SenderParts, bot: Bot, step: TelegramStep, context: SendContext): Promise<SendResult> {
  const chat = context.message.identity.externalId;
  const body = await bodyOf(parts, step, chat);
  if ('failure' in body) return body.failure;
  const method = step.kind === 'text' ? 'sendMessage' : step.method;
  const answer = await parts.api.call(bot, method, body.call, context.signal);
  return answer.kind === 'ok' ? accepted(answer, chat) : await refused(parts, answer, context);
}

async function bodyOf(
  { host: { blobs } }: SenderParts,
  step: TelegramStep,
  chat: string,
): Promise<{ readonly call: CallBody } | { readonly failure: SendResult }> {
  if (step.kind === 'text') return { call: { chat_id: chat, text: step.text } };
  try {
    if ((await blobs.info(step.blobId)) === undefined)
      return { failure: { outcome: 'rejected', code: 'file-missing', text: 'The file is no longer there.' } };
    const form = multipart({ chat_id: chat }, { ...step, content: await blobs.open(step.blobId) });
    return { call: { form } };
  } catch {
    return { failure: { outcome: 'temporary', code: 'file-unavailable', text: 'The file could not be read.' } };
  }
}

function accepted({ result }: Extract<BotAnswer, { kind: 'ok' }>, chat: string): SendResult {
  const sent = sentSchema.safeParse(result);
  if (!sent.success)
    return { outcome: 'ambiguous', code: 'unreadable-answer', text: 'Telegram’s answer could not be read.' };
  return { outcome: 'sent', providerMessageId: messageId(chat, sent.data.message_id) };
}

async function refused(
  { outOfReach }: SenderParts,
  answer: Exclude<BotAnswer, { kind: 'ok' }>,
  { message: { identity }, sendId }: SendContext,
): Promise<SendResult> {
  const { lost: reason, ...result } = classifyAnswer(answer);
  if (reason !== undefined) {
    await outOfReach.refused(identity, { reason, sendId, text: 'text' in result ? result.text : '' });
  }
  return result;
}
