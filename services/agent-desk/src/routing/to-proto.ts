import type * as rpc from '@onethread/rpc';
import type { Command } from '../../wire/frames.ts';
import type { ConversationState, Presence, WrittenPart } from '../../wire/model.ts';

const PRESENCE_NAME: Readonly<Record<Presence, rpc.Presence>> = {
  available: 'AVAILABLE',
  busy: 'BUSY',
  away: 'AWAY',
  offline: 'OFFLINE',
};

const DECISION_NAME = { send: 'SEND', discard: 'DISCARD', retry: 'RETRY' } as const;

export const STATE_NAME: Readonly<Record<ConversationState, rpc.ConversationState>> = {
  open: 'OPEN',
  snoozed: 'SNOOZED',
  resolved: 'RESOLVED',
};

/** A tab's command as routing takes it. */
export function commandToProto(requestId: string, command: Command): rpc.WorkCommandInput {
  switch (command.kind) {
    case 'set-presence':
      return { requestId, setPresence: { presence: PRESENCE_NAME[command.presence] } };
    case 'accept':
      return { requestId, accept: { conversationId: command.conversationId, reservationId: command.reservationId } };
    case 'decline':
      return { requestId, decline: { conversationId: command.conversationId, reservationId: command.reservationId } };
    case 'follow':
      return { requestId, follow: { customerId: command.customerId, cursor: command.cursor } };
    case 'unfollow':
      return { requestId, unfollow: { customerId: command.customerId } };
    case 'reply': {
      const { clientMessageId, conversationId, identityId, cursor } = command;
      return {
        requestId,
        reply: { clientMessageId, conversationId, identityId, cursor, parts: command.parts.map(partToProto) },
      };
    }
    case 'decide-reply':
      return { requestId, decideReply: { itemId: command.itemId, decision: DECISION_NAME[command.decision] } };
    case 'note': {
      const { clientMessageId, conversationId } = command;
      return { requestId, note: { clientMessageId, conversationId, parts: command.parts.map(partToProto) } };
    }
    case 'typing':
      return { requestId, typing: { conversationId: command.conversationId } };
    case 'mark-read':
      return { requestId, read: { customerId: command.customerId, upToUs: command.upToUs } };
    case 'resolve':
      return { requestId, resolve: { conversationId: command.conversationId } };
    case 'reopen':
      return { requestId, reopen: { conversationId: command.conversationId } };
    case 'take':
      return { requestId, take: { conversationId: command.conversationId } };
    case 'return-to-queue':
      return { requestId, returnToQueue: { conversationId: command.conversationId } };
    case 'snooze':
      return { requestId, snooze: { conversationId: command.conversationId, untilMs: command.untilMs } };
    case 'transfer': {
      const { conversationId, to, note, clientMessageId } = command;
      return { requestId, transfer: { conversationId, ...to, note, clientMessageId } };
    }
    case 'assign': {
      const { conversationId, agentId, beyondCapacity } = command;
      return { requestId, assign: { conversationId, agentId, beyondCapacity } };
    }
    case 'take-over':
      return { requestId, takeOver: { conversationId: command.conversationId } };
  }
}

function partToProto(part: WrittenPart): rpc.ProtoPartInput {
  if (part.kind === 'text') return { text: { text: part.text, html: '' } };
  const { fileKind: kind, blobId, name, contentType, sizeBytes } = part;
  return { file: { kind, blobId, name, contentType, sizeBytes } };
}
