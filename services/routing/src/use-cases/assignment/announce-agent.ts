import type { AgentDocument, PresenceDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';

/** An agent is shown from two documents: the sum of their `rev`s rises with every change of either. */
export function agentRev(agent: AgentDocument, presence: PresenceDocument | undefined): number {
  return agent.rev + (presence?.rev ?? 0);
}

export async function announceAgent(
  context: UseCaseContext,
  agent: AgentDocument,
  presence: PresenceDocument | undefined,
): Promise<void> {
  const event = { version: 1, type: 'agent', agentId: agent._id, rev: agentRev(agent, presence) } as const;
  await context.announce([{ key: agent._id, event }]);
}
