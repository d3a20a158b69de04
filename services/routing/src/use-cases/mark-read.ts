import { followUpEntryId } from '@onethread/contracts';
import type { AgentId, CustomerId, IdentityId } from '@onethread/contracts';
import type { StreamHead } from '../domain/stream-head.ts';
import { append } from '../stores/append.ts';
import type { UseCaseContext } from './context.ts';
import { signalSeen } from './signal-person.ts';

export interface ReadPosition {
  readonly agentId: AgentId;
  readonly customerId: CustomerId;
  /** µs of the thread. */
  readonly upToUs: number;
}

/**
 * The agents' read position of a thread: it only rises, and not above what the thread holds. Whoever wrote last is shown
 * that it was read, where their channel can.
 */
export async function markRead(context: UseCaseContext, { agentId, customerId, upToUs }: ReadPosition): Promise<void> {
  let wrote: LastWords | undefined;
  const appended = await append(context, customerId, followUpEntryId(customerId, `agent-read.${upToUs}`), (head) => {
    const upToAt = Math.min(upToUs, head.lastAt);
    if (head.n === 0 || upToAt <= head.agentsReadUpTo) return undefined;
    wrote = lastWords(head, upToAt);
    return { kind: 'agent-read', agentId, upToAt };
  });
  if (appended?.duplicate === false && wrote !== undefined) signalSeen(context, wrote.identityId, wrote.at);
}

interface LastWords {
  readonly identityId: IdentityId;
  /** Epoch ms. */
  readonly at: number;
}

/** Of the person who wrote last, if they were read. */
function lastWords({ lastIdentityId: identityId, wroteAt }: StreamHead, upToAt: number): LastWords | undefined {
  const at = identityId === undefined ? undefined : wroteAt[identityId];
  return identityId === undefined || at === undefined || at * 1000 > upToAt ? undefined : { identityId, at };
}
