import type { AgentId } from '@onethread/contracts';
import type { PresenceDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';
import { announceAgent } from './announce-agent.ts';
import { changePresence } from './change-presence.ts';
import { wakeOwner } from './wake-owner.ts';

/**
 * An agent says whether offers may come. `away` and `offline` withdraw open offers at once; `busy` keeps those and stops
 * new ones. Accepted conversations stay. May be said again.
 */
export async function setPresence(
  context: UseCaseContext,
  { agentId, presence }: { readonly agentId: AgentId; readonly presence: PresenceDocument['presence'] },
): Promise<{ readonly outcome: 'set' | 'not-found' }> {
  const agent = await context.collections.agents.get(agentId);
  if (agent === undefined) return { outcome: 'not-found' };
  const written = await changePresence(context.collections, agentId, (present) =>
    present.presence === presence && present.changedAt > 0
      ? present
      : { ...present, presence, changedAt: context.now() },
  );
  await announceAgent(context, agent, written);
  await wakeOwner(context, { pool: agent.pool, agentId });
  return { outcome: 'set' };
}
