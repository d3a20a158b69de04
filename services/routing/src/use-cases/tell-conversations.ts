import type { CustomerId } from '@onethread/contracts';
import { announcedToAssignee } from '../stores/announce-conversation.ts';
import { streamContext } from '../stores/append.ts';
import { findStream } from '../stores/find-stream.ts';
import type { UseCaseContext } from './context.ts';

/** Has agents shown anew the conversations of some customers, because what stands beside them changed and not they. */
export async function tellConversations(context: UseCaseContext, customers: Iterable<CustomerId>): Promise<void> {
  const open = new Set<string>();
  for (const customerId of customers) {
    const { head } = await findStream(streamContext(context), customerId);
    for (const { conversationId } of head.open) open.add(conversationId);
  }
  const documents = open.size === 0 ? [] : await context.collections.conversations.getMany([...open]);
  await context.announce(documents.map(announcedToAssignee));
}
