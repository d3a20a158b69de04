import type { Entry } from '@onethread/contracts';
import { bornConversation } from '../domain/project-conversation.ts';
import { joinOpen } from '../domain/join-conversations.ts';
import { isResolved } from '../domain/open-conversations.ts';
import type { StreamHead } from '../domain/stream-head.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { writeConversation } from './change-conversation.ts';
import { conversationTerms } from './conversation-terms.ts';
import type { ConversationDocument } from './documents.ts';
import type { ConversationChange } from './project-facts.ts';
import type { IdentityId } from '@onethread/contracts';

/**
 * After members came or went: every conversation carried along has its document (a split is new), and of several open
 * ones in one queue the others are joined into one, or let go again where they no longer share a thread. Decided from
 * the head and the documents, so a repetition finds nothing to do.
 */
export async function settleConversations(
  context: UseCaseContext,
  { at, body }: Entry,
  head: StreamHead,
): Promise<readonly ConversationChange[]> {
  const changes: ConversationChange[] = [];
  if (body.kind === 'joined') {
    for (const carried of body.open) {
      const terms = await conversationTerms(context, carried.homeId.slice('c_'.length) as IdentityId);
      changes.push(
        await writeConversation(context, carried.conversationId, (known) => known ?? bornConversation(carried, terms)),
      );
    }
  }
  const ids = head.open.filter((one) => !isResolved(one)).map((one) => one.conversationId);
  const open: ConversationDocument[] = [];
  for (const id of ids) {
    const document = await context.collections.conversations.get(id);
    if (document !== undefined) open.push(document);
  }
  const joined = joinOpen(open);
  for (const { _id } of open) {
    changes.push(await writeConversation(context, _id, (known) => known && joined(known, Math.floor(at / 1000))));
  }
  return changes;
}
