import { MAX_RECORD_BYTES, type Part, type StreamId } from '@onethread/contracts';
import { partsFromProto, RpcError, type DecideReply, type ProtoPart } from '@onethread/rpc';
import { addNote } from '../../../use-cases/add-note.ts';
import { decideReply, type ReplyDecision } from '../../../use-cases/decide-reply.ts';
import { openCursor } from '../../../use-cases/reading/thread-cursor.ts';
import { sendReply } from '../../../use-cases/send-reply.ts';
import { clientMessageIdFrom, conversationIdFrom, identityIdFrom, itemIdFrom } from '../ids.ts';
import type { Command, CommandSession } from './command.ts';
import { conversationFrom, requireOwn } from './permissions.ts';

/** What is written is carried in one record, beside its envelope. */
const MAX_WRITTEN_BYTES = MAX_RECORD_BYTES - 16 * 1024;

export const reply: Command<'reply'> = async (session, body) => {
  const { context, agent } = session;
  const conversationId = await requireOwn(session, body.conversationId, 'answer it');
  const seen = seenBy(session, body.cursor);
  const result = await sendReply(context.useCases, {
    agentId: agent._id,
    agentName: agent.name,
    clientMessageId: clientMessageIdFrom(body.clientMessageId),
    conversationId,
    parts: writtenParts(body.parts),
    ...(body.identityId === '' ? {} : { identityId: identityIdFrom(body.identityId) }),
    ...(seen === undefined ? {} : { seen }),
  });
  if (result.outcome === 'queued') return { itemId: result.itemId };
  return {
    code: 'held',
    itemId: result.itemId,
    message: 'somebody else wrote since: send it after all, or withdraw it',
  };
};

export const note: Command<'note'> = async (session, { clientMessageId, conversationId, parts }) => {
  const { context, agent } = session;
  const entry = await addNote(context.useCases, {
    agentId: agent._id,
    agentName: agent.name,
    clientMessageId: clientMessageIdFrom(clientMessageId),
    conversationId: conversationIdFrom(conversationId),
    parts: writtenParts(parts),
  });
  return { itemId: entry.entryId };
};

const DECISIONS: Readonly<Record<DecideReply['decision'], ReplyDecision['decision'] | undefined>> = {
  DECISION_UNSPECIFIED: undefined,
  SEND: 'send',
  DISCARD: 'discard',
  RETRY: 'retry',
};

export const decide: Command<'decideReply'> = async (session, { itemId, decision }) => {
  const { context, agent } = session;
  const decided = DECISIONS[decision];
  if (decided === undefined) throw new RpcError('invalid', 'decision is SEND, DISCARD or RETRY');
  const id = itemIdFrom(itemId);
  const item = await context.useCases.collections.items.get(id);
  if (item?.type !== 'reply') throw new RpcError('not-found', 'there is no such reply');
  // Who wrote it may decide on it, though the conversation has gone on to somebody else.
  if (item.agentId === agent._id) await conversationFrom(session, item.conversationId);
  else await requireOwn(session, item.conversationId, 'decide on its replies');
  await decideReply(context.useCases, { agentId: agent._id, itemId: id, decision: decided });
  return { itemId: id };
};

/** A cursor that cannot be read proves nothing of what was seen: the reply is held rather than sent blindly. */
function seenBy({ context }: CommandSession, cursor: string): Readonly<Record<StreamId, number>> | undefined {
  if (cursor === '') return undefined;
  return Object.fromEntries(openCursor(context.reading.tokens, 'thread-cursor', cursor) ?? []);
}

function writtenParts(protos: readonly ProtoPart[]): readonly Part[] {
  const parts = partsFromProto(protos);
  if (Buffer.byteLength(JSON.stringify(parts)) > MAX_WRITTEN_BYTES)
    throw new RpcError('invalid', `a message is at most ${MAX_WRITTEN_BYTES} bytes: send long text as a file`);
  if (parts.every((part) => part.kind === 'text' && part.text.trim() === '' && part.html === undefined))
    throw new RpcError('invalid', 'a message says something');
  return parts;
}
