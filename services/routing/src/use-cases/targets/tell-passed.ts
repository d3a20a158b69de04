import type { ConversationId } from '@onethread/contracts';
import { clocksPassed } from '../../domain/conversation-clocks.ts';
import { streamContext } from '../../stores/append.ts';
import { findStream } from '../../stores/find-stream.ts';
import { catchUp } from '../../stores/hot-stream.ts';
import { projectUpTo } from '../../stores/project-stream.ts';
import { appendOutcome } from '../append-outcome.ts';
import { changeConversation } from '../assignment/change-conversation.ts';
import type { UseCaseContext } from '../context.ts';

/**
 * Writes what passed of a conversation's targets into it and appends it to its thread: the warning, the miss, each once,
 * whoever does it and however late. What was answered in time is not missed, though its projection may be late: the thread
 * is brought up to now first.
 */
export async function tellPassed(context: UseCaseContext, conversationId: ConversationId): Promise<void> {
  const { collections } = context;
  const conversation = await collections.conversations.get(conversationId);
  if (conversation?.clocksAt === undefined) return;
  const now = context.now();
  const hot = await findStream(streamContext(context), conversation.homeId);
  await hot.exclusively(() => catchUp(collections, hot));
  await projectUpTo(streamContext(context), hot, hot.head.n);
  await changeConversation(context, conversationId, (known) => {
    const after = known && clocksPassed(known, now);
    return after === undefined || after === known ? { result: undefined } : { result: undefined, write: after };
  });
  await appendOutcome(context, { conversationId });
}
