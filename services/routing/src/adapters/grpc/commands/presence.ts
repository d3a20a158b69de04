import { RpcError } from '@onethread/rpc';
import { setPresence } from '../../../use-cases/assignment/set-presence.ts';
import { decodePresence } from '../encode-state.ts';
import type { Command } from './command.ts';

export const presence: Command<'setPresence'> = async ({ context, agent }, body) => {
  const wanted = decodePresence(body.presence);
  if (wanted === undefined) throw new RpcError('invalid', 'presence is AVAILABLE, BUSY, AWAY or OFFLINE');
  const { outcome } = await setPresence(context.useCases, { agentId: agent._id, presence: wanted });
  return outcome === 'set' ? {} : { code: 'not-found', message: 'this agent is unknown' };
};
