import type { AgentId } from '@onethread/contracts';
import type { AssignmentContext } from './assignment-context.ts';
import { NotWrittenError } from './not-written-error.ts';

/** A disabled agent is offered nothing, and what it holds goes back to the queue. May be said again. Throws NotWrittenError when it could not be written. */
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
  if (outcome === 'failed') throw new NotWrittenError();
  return { outcome: outcome === 'not-found' ? 'not-found' : 'updated' };
}
