import type { AgentId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import type { AssignmentContext } from './assignment-context.ts';

/** A disabled agent is offered nothing, and what it holds goes back to the queue. May be said again. Throws RoutingError `conflict` when it could not be written. */
export async function setAgentDisabled(
  context: AssignmentContext,
  { agentId, disabled }: { readonly agentId: AgentId; readonly disabled: boolean },
): Promise<{ readonly outcome: 'updated' | 'not-found' }> {
  const agent = await context.collections.agents.get(agentId);
  if (agent === undefined) return { outcome: 'not-found' };
  const { outcome } = await context.askOwner({
    version: 1,
    type: 'set-agent-disabled',
    pool: agent.pool,
    requestId: context.newId(),
    agentId,
    disabled,
  });
  if (outcome === 'failed') throw new RoutingError('conflict', 'the agent was not written: try again');
  return { outcome: outcome === 'not-found' ? 'not-found' : 'updated' };
}
