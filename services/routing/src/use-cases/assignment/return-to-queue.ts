import type { AgentId, ConversationId } from '@onethread/contracts';
import type { UseCaseContext } from '../context.ts';
import { changeConversation, followUp } from './change-conversation.ts';
import type { ConversationStep } from './change-conversation.ts';
import { givenBack } from './transitions.ts';

export interface ReturnToQueueResult {
  /** `not-yours`: somebody else has it, or it is resolved or snoozed. Waiting already is `returned`. */
  readonly outcome: 'returned' | 'not-yours' | 'not-found';
}

/** The assignee gives a conversation back: it waits with its age, and is not offered to that agent again. May be said again. */
export async function returnToQueue(
  context: UseCaseContext,
  { agentId, conversationId }: { readonly agentId: AgentId; readonly conversationId: ConversationId },
): Promise<ReturnToQueueResult> {
  const changed = await changeConversation(
    context,
    conversationId,
    (present): ConversationStep<ReturnToQueueResult> => {
      if (present === undefined) return { result: { outcome: 'not-found' } };
      if (present.assigneeId === agentId && present.state === 'open') {
        return { result: { outcome: 'returned' }, write: givenBack(present, 'returned', context.now()) };
      }
      const waiting = present.assigneeId === undefined && present.waitingSince !== undefined;
      return { result: { outcome: waiting && present.refusedBy.includes(agentId) ? 'returned' : 'not-yours' } };
    },
  );
  await followUp(context, changed);
  return changed.result;
}
