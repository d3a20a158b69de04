import type { StreamHead } from '../domain/stream-head.ts';
import type { ConversationDocument } from '../stores/documents.ts';
import { holdsItemsOf } from '../stores/items-of-members.ts';
import type { UseCaseContext } from './context.ts';

/**
 * Whether a conversation is of the thread at this head: its home is a member, or it stands in `open[]`, or (after an
 * un-merge) a member wrote in it while both were together.
 */
export async function conversationInThread(
  { collections }: UseCaseContext,
  head: StreamHead,
  conversation: ConversationDocument,
): Promise<boolean> {
  if (head.members.includes(conversation.homeId)) return true;
  if (head.open.some((one) => one.conversationId === conversation._id)) return true;
  return holdsItemsOf(collections, conversation._id, head.members);
}
