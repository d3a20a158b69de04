import { followUpEntryId } from '@onethread/contracts';
import type { AgentId, CustomerId } from '@onethread/contracts';
import { append } from '../stores/append.ts';
import type { UseCaseContext } from './context.ts';

export interface ReadPosition {
  readonly agentId: AgentId;
  readonly customerId: CustomerId;
  /** µs of the thread. */
  readonly upToUs: number;
}

/** The agents' read position of a thread: it only rises, and not above what the thread holds. */
export async function markRead(context: UseCaseContext, { agentId, customerId, upToUs }: ReadPosition): Promise<void> {
  await append(context, customerId, followUpEntryId(customerId, `agent-read.${upToUs}`), (head) => {
    const upToAt = Math.min(upToUs, head.lastAt);
    if (head.n === 0 || upToAt <= head.agentsReadUpTo) return undefined;
    return { kind: 'agent-read', agentId, upToAt };
  });
}
