import type { AgentId, ConversationId } from '@onethread/contracts';
import type { Collections } from '../../stores/collections.ts';
import type { ConversationDocument } from '../../stores/documents.ts';

/** Conversations that an agent is shown at connect: those held, and the newest waiting ones. */
export const MAX_WORKING_SET = 500;

/** What an agent's desk begins with: open and snoozed conversations of this agent, and those that wait (offered ones included). */
export async function readWorkingSet(
  { conversations }: Pick<Collections, 'conversations'>,
  agentId: AgentId,
): Promise<readonly ConversationDocument[]> {
  const limit = MAX_WORKING_SET;
  const [held, waiting] = await Promise.all([
    conversations.find({ index: 'by_assignee', equals: [agentId], order: 'descending', limit }),
    conversations.find({ index: 'waiting', order: 'descending', limit }),
  ]);
  const mine = held.documents.filter(({ state }) => state !== 'resolved');
  // A snoozed conversation is nobody's load, but its agent will be asked first when it wakes.
  const asleep = await conversations.find({ index: 'snoozed', order: 'ascending', limit });
  const kept = asleep.documents.filter(({ state, keeperId }) => state === 'snoozed' && keeperId === agentId);
  const set = new Map<ConversationId, ConversationDocument>();
  for (const document of [...mine, ...kept, ...waiting.documents]) {
    if (set.size < MAX_WORKING_SET) set.set(document._id, document);
  }
  return [...set.values()];
}
