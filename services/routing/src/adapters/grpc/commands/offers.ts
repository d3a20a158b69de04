import { acceptOffer } from '../../../use-cases/assignment/accept-offer.ts';
import { declineOffer } from '../../../use-cases/assignment/decline-offer.ts';
import { returnToQueue } from '../../../use-cases/assignment/return-to-queue.ts';
import { takeConversation } from '../../../use-cases/assignment/take-conversation.ts';
import { conversationIdFrom, reservationIdFrom } from '../ids.ts';
import type { Command, CommandResult } from './command.ts';
import { requireInSight } from './permissions.ts';

const NOT_FOUND: CommandResult = { code: 'not-found', message: 'there is no such open conversation' };

function taken(byName: string | undefined): CommandResult {
  return { code: 'taken', message: `${byName ?? 'somebody else'} was faster` };
}

export const accept: Command<'accept'> = async ({ context, agent }, { conversationId, reservationId }) => {
  const result = await acceptOffer(context.useCases, {
    agentId: agent._id,
    agentName: agent.name,
    conversationId: conversationIdFrom(conversationId),
    reservationId: reservationIdFrom(reservationId),
  });
  switch (result.outcome) {
    case 'accepted':
      return {};
    case 'taken':
      return taken(result.byName);
    case 'expired':
      return { code: 'expired', message: 'the offer has ended' };
    case 'not-found':
      return NOT_FOUND;
  }
};

export const decline: Command<'decline'> = async ({ context, agent }, { conversationId, reservationId }) => {
  const { outcome } = await declineOffer(context.useCases, {
    agentId: agent._id,
    conversationId: conversationIdFrom(conversationId),
    reservationId: reservationIdFrom(reservationId),
  });
  switch (outcome) {
    case 'declined':
      return {};
    case 'expired':
      return { code: 'expired', message: 'the offer has ended' };
    case 'not-found':
      return NOT_FOUND;
  }
};

export const take: Command<'take'> = async (session, body) => {
  const { context, agent } = session;
  const conversationId = await requireInSight(session, body.conversationId);
  const result = await takeConversation(context.useCases, { agentId: agent._id, conversationId });
  switch (result.outcome) {
    case 'accepted':
      return {};
    case 'taken':
      return taken(result.byName);
    case 'at-capacity':
      return { code: 'at-capacity', message: 'you hold as much as you can: resolve or return something first' };
    case 'not-found':
      return NOT_FOUND;
  }
};

export const putBack: Command<'returnToQueue'> = async ({ context, agent }, { conversationId }) => {
  const { outcome } = await returnToQueue(context.useCases, {
    agentId: agent._id,
    conversationId: conversationIdFrom(conversationId),
  });
  switch (outcome) {
    case 'returned':
      return {};
    case 'not-yours':
      return { code: 'forbidden', message: 'only who holds a conversation can return it' };
    case 'not-found':
      return NOT_FOUND;
  }
};
