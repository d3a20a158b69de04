import { RpcError } from '@onethread/rpc';
import { customerIdOf } from '@onethread/contracts';
import { signalTyping } from '../../../use-cases/signal-person.ts';
import { markRead } from '../../../use-cases/mark-read.ts';
import { customerIdFrom } from '../ids.ts';
import type { Command } from './command.ts';
import { conversationFrom, requireOwn } from './permissions.ts';

export const follow: Command<'follow'> = async ({ follow: open }, { customerId, cursor }) => {
  await open(customerIdFrom(customerId), cursor);
  return {};
};

export const unfollow: Command<'unfollow'> = async ({ unfollow: close }, { customerId }) => {
  close(customerIdFrom(customerId));
  return {};
};

export const read: Command<'read'> = async ({ context, agent }, { customerId, upToUs }) => {
  if (!Number.isSafeInteger(upToUs) || upToUs < 0) throw new RpcError('invalid', 'up_to_us is epoch microseconds');
  await markRead(context.useCases, { agentId: agent._id, customerId: customerIdFrom(customerId), upToUs });
  return {};
};

/** Their customer and colleagues see that somebody answers: only who may. */
export const typing: Command<'typing'> = async (session, { conversationId }) => {
  if (!session.mayTellTyping(conversationId)) return {};
  await requireOwn(session, conversationId, 'type in it');
  const { context, agent } = session;
  const { homeId, lastIdentityId } = await conversationFrom(session, conversationId);
  const { announce, now } = context.useCases;
  // Whoever follows the thread follows all its members; the customer's own feed perhaps only the one that wrote last.
  const customers = new Set([homeId, customerIdOf(lastIdentityId)]);
  signalTyping(context.useCases, { conversationId, identityId: lastIdentityId });
  const actor = { agentId: agent._id, name: agent.name };
  await announce(
    [...customers].map((customerId) => ({
      key: customerId,
      event: { version: 1, type: 'activity', customerId, actor, activity: 'typing', at: now() },
    })),
  );
  return {};
};
