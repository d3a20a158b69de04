import type { Part } from '@onethread/contracts';
import { RpcError } from '@onethread/rpc';
import { assignConversation } from '../../../use-cases/assignment/assign-conversation.ts';
import { takeOverConversation } from '../../../use-cases/assignment/take-over-conversation.ts';
import {
  transferConversation,
  type TransferConversation,
} from '../../../use-cases/assignment/transfer-conversation.ts';
import { agentIdFrom, clientMessageIdFrom, conversationIdFrom, queueIdFrom } from '../ids.ts';
import type { Command, CommandBody, CommandSession } from './command.ts';

/** Characters of a note that goes along with a transfer; what is longer is written as a note of its own. */
const MAX_NOTE_LENGTH = 20_000;

export const transfer: Command<'transfer'> = async ({ context, agent }, body) => {
  const { clientMessageId } = body;
  const note = noteOf(body);
  const result = await transferConversation(context.useCases, {
    by: agent._id,
    byName: agent.name,
    conversationId: conversationIdFrom(body.conversationId),
    to: targetOf(body),
    ...(note === undefined ? {} : { note }),
    ...(clientMessageId === '' && note === undefined ? {} : { clientMessageId: clientMessageIdFrom(clientMessageId) }),
  });
  switch (result.outcome) {
    case 'transferred':
      return result.noteId === undefined ? {} : { itemId: result.noteId };
    case 'at-capacity': {
      const message = `${result.toName} holds as much as they can: choose somebody else, or a queue`;
      return { code: 'at-capacity', message };
    }
  }
};

export const assign: Command<'assign'> = async (session, { conversationId, agentId, beyondCapacity }) => {
  const { context, agent } = session;
  requireSupervisor(session, 'give a conversation to somebody');
  const result = await assignConversation(context.useCases, {
    by: agent._id,
    conversationId: conversationIdFrom(conversationId),
    toAgentId: agentIdFrom(agentId),
    beyondCapacity,
  });
  switch (result.outcome) {
    case 'assigned':
      return {};
    case 'at-capacity': {
      const message = `${result.toName} holds as much as they can: choose somebody else, or assign beyond capacity`;
      return { code: 'at-capacity', message };
    }
  }
};

export const takeOver: Command<'takeOver'> = async (session, body) => {
  const { context, agent } = session;
  requireSupervisor(session, 'take over a conversation');
  const conversationId = conversationIdFrom(body.conversationId);
  const { outcome } = await takeOverConversation(context.useCases, { by: agent._id, conversationId });
  switch (outcome) {
    case 'taken-over':
      return {};
    case 'at-capacity': {
      const message = 'you hold as much as you can: resolve something first, or assign it to yourself beyond capacity';
      return { code: 'at-capacity', message };
    }
  }
};

/** The wire cannot name both. */
function targetOf({ to, agentId, queueId }: CommandBody<'transfer'>): TransferConversation['to'] {
  if (to === undefined) throw new RpcError('invalid', 'name an agent or a queue to transfer it to');
  return to === 'agentId' ? { agentId: agentIdFrom(agentId ?? '') } : { queueId: queueIdFrom(queueId ?? '') };
}

function noteOf({ note }: CommandBody<'transfer'>): readonly Part[] | undefined {
  if (note.length > MAX_NOTE_LENGTH) throw new RpcError('invalid', `note is at most ${MAX_NOTE_LENGTH} characters`);
  return note.trim() === '' ? undefined : [{ kind: 'text', text: note }];
}

/** Spares the owner the question; it decides by the role that is stored. */
function requireSupervisor({ agent }: CommandSession, what: string): void {
  if (agent.role === 'agent') throw new RpcError('forbidden', `only a supervisor may ${what}`);
}
