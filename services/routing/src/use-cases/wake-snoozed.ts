import type { ConversationId } from '@onethread/contracts';
import { appendState } from './append-state.ts';
import type { StateChange } from './append-state.ts';
import type { UseCaseContext } from './context.ts';

/** Opens a conversation whose snooze ran out; nothing where a message or an agent was faster, or it was snoozed anew. */
export function wakeSnoozed(
  context: UseCaseContext,
  { conversationId }: { readonly conversationId: ConversationId },
): Promise<StateChange> {
  return appendState(context, { kind: 'woken', conversationId }, (state, head) => {
    const until = head.open.find((one) => one.conversationId === conversationId)?.snoozedUntil;
    return state === 'snoozed' && until !== undefined && until <= context.now();
  });
}
