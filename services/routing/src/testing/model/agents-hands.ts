import type { AgentId, ConversationId, CustomerId, StreamId } from '@onethread/contracts';
import { changeConversation, followUp } from '../../use-cases/assignment/change-conversation.ts';
import { assigned } from '../../use-cases/assignment/transitions.ts';
import type { UseCaseContext } from '../../use-cases/context.ts';
import { readThreadScope } from '../../use-cases/reading/thread-scope.ts';
import { readThreadState } from '../../use-cases/reading/thread-state.ts';

/** The cursor that an agent's screen has after it has shown a thread. */
export async function lookAt(
  { collections }: UseCaseContext,
  customerId: CustomerId,
): Promise<Readonly<Record<StreamId, number>>> {
  const { streams } = await readThreadScope(collections, customerId, 'all');
  return Object.fromEntries((await readThreadState(collections, streams)).positions);
}

/** The owner's write when an agent takes what waits: one compare-and-set, with the fact in its outbox. */
export async function takeInHand(
  context: UseCaseContext,
  { conversationId, agentId }: { readonly conversationId: ConversationId; readonly agentId: AgentId },
): Promise<void> {
  const changed = await changeConversation(context, conversationId, (present) => {
    const free = present?.state === 'open' && present.assigneeId === undefined && present.waitingSince !== undefined;
    if (!free) return { result: undefined };
    const taken = assigned(present, { agentId, explanation: 'Taken', reason: 'taken' }, context.now());
    return { result: undefined, write: taken };
  });
  await followUp(context, changed);
}
