import { reopenConversation } from '../../../use-cases/reopen-conversation.ts';
import { resolveConversation } from '../../../use-cases/resolve-conversation.ts';
import { snoozeConversation } from '../../../use-cases/snooze-conversation.ts';
import { conversationIdFrom } from '../ids.ts';
import type { Command } from './command.ts';
import { requireOwnOrFree } from './permissions.ts';

export const resolve: Command<'resolve'> = async (session, body) => {
  const conversationId = await requireOwnOrFree(session, body.conversationId, 'resolve it');
  await resolveConversation(session.context.useCases, { agentId: session.agent._id, conversationId });
  return {};
};

/** Whoever finds a resolved or snoozed conversation to be open again may say so: nobody holds it. */
export const reopen: Command<'reopen'> = async (session, body) => {
  const conversationId = conversationIdFrom(body.conversationId);
  await reopenConversation(session.context.useCases, { agentId: session.agent._id, conversationId });
  return {};
};

export const snooze: Command<'snooze'> = async (session, body) => {
  const conversationId = await requireOwnOrFree(session, body.conversationId, 'snooze it');
  await snoozeConversation(session.context.useCases, {
    agentId: session.agent._id,
    conversationId,
    until: body.untilMs,
  });
  return {};
};
