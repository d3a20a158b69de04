import { MAX_PARTS } from '@onethread/contracts';
import { z } from 'zod';
import { MAX_TRANSFER_NOTE } from '../../wire/frames.ts';
import type { ClientFrame } from '../../wire/frames.ts';

const id = z.string().min(1).max(200);
const optionalId = z.string().max(200);
const cursor = z.string().max(8000);

const partSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1).max(100_000), html: z.literal('') }),
  z.object({
    kind: z.literal('file'),
    fileKind: z.enum(['image', 'audio', 'video', 'file', 'sticker']),
    blobId: z.string().min(1).max(100),
    name: z.string().max(255),
    contentType: z.string().max(127),
    sizeBytes: z.number().int().nonnegative(),
  }),
]);
const parts = z.array(partSchema).min(1).max(MAX_PARTS);

const commandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set-presence'), presence: z.enum(['available', 'busy', 'away', 'offline']) }),
  z.object({ kind: z.enum(['accept', 'decline']), conversationId: id, reservationId: id }),
  z.object({ kind: z.literal('follow'), customerId: id, cursor }),
  z.object({ kind: z.literal('unfollow'), customerId: id }),
  z.object({
    kind: z.literal('reply'),
    clientMessageId: id,
    conversationId: id,
    identityId: optionalId,
    parts,
    cursor,
  }),
  z.object({ kind: z.literal('decide-reply'), itemId: id, decision: z.enum(['send', 'discard', 'retry']) }),
  z.object({ kind: z.literal('note'), clientMessageId: id, conversationId: id, parts }),
  z.object({ kind: z.literal('typing'), conversationId: id }),
  z.object({ kind: z.literal('mark-read'), customerId: id, upToUs: z.number().int().positive() }),
  z.object({ kind: z.enum(['resolve', 'reopen', 'take', 'return-to-queue']), conversationId: id }),
  z.object({ kind: z.literal('snooze'), conversationId: id, untilMs: z.number().int().positive() }),
  z.object({
    kind: z.literal('transfer'),
    conversationId: id,
    to: z.union([z.strictObject({ agentId: id }), z.strictObject({ queueId: id })]),
    note: z.string().max(MAX_TRANSFER_NOTE),
    clientMessageId: id,
  }),
  z.object({ kind: z.literal('assign'), conversationId: id, agentId: id, beyondCapacity: z.boolean() }),
  z.object({ kind: z.literal('take-over'), conversationId: id }),
]);

const frameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('command'), requestId: z.string().min(1).max(100), command: commandSchema }),
  z.object({ type: z.literal('pong') }),
]);

/** The frame that a tab sent; `undefined` for anything that is not one. */
export function parseClientFrame(text: string): ClientFrame | undefined {
  try {
    return frameSchema.parse(JSON.parse(text)) satisfies ClientFrame;
  } catch {
    return undefined;
  }
}
