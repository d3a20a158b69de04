import type { AgentId, ConversationId } from '@onethread/contracts';
import type { QueueSight } from '../../domain/rules/queue-sight.ts';
import type { Collections } from '../../stores/collections.ts';
import type { ConversationDocument } from '../../stores/documents.ts';

type Conversations = Pick<Collections, 'conversations'>;

/** Conversations that an agent is shown at connect: those held, those snoozed that wake first, and the newest waiting ones. */
export const MAX_WORKING_SET = 500;
/** Waiting conversations of all queues that are looked through; with more, those that are served are asked for one by one. */
const MAX_LOOKED_AT = 2_000;

/**
 * What an agent's desk begins with: open and snoozed conversations of this agent, and those that wait where the agent serves
 * (offered ones included).
 */
export async function readWorkingSet(
  { conversations }: Conversations,
  agentId: AgentId,
  sight: QueueSight,
): Promise<readonly ConversationDocument[]> {
  const limit = MAX_WORKING_SET;
  const [held, asleep, waiting] = await Promise.all([
    conversations.find({ index: 'by_assignee', equals: [agentId], order: 'descending', limit }),
    // A snoozed conversation is nobody's load, but its agent will be asked first when it wakes.
    conversations.find({ index: 'kept', equals: [agentId], from: 0, order: 'ascending', limit }),
    readWaiting({ conversations }, agentId, sight),
  ]);
  const mine = held.documents.filter(({ state }) => state !== 'resolved');
  const kept = asleep.documents.filter(({ state }) => state === 'snoozed');
  const set = new Map<ConversationId, ConversationDocument>();
  for (const document of [...mine, ...kept, ...waiting]) {
    if (set.size < MAX_WORKING_SET) set.set(document._id, document);
  }
  return [...set.values()];
}

/** Newest first. Where others' queues are so full that few of this agent's are among the newest, each of those has its share. */
async function readWaiting(
  { conversations }: Conversations,
  agentId: AgentId,
  sight: QueueSight,
): Promise<readonly ConversationDocument[]> {
  const seen = new Map<ConversationId, ConversationDocument>();
  const take = (documents: readonly ConversationDocument[]): void => {
    for (const one of documents) {
      if (seen.size < MAX_WORKING_SET && (one.reservation?.agentId === agentId || sight.sees(one)))
        seen.set(one._id, one);
    }
  };
  const query = { index: 'waiting', order: 'descending', limit: MAX_WORKING_SET } as const;
  let page = await conversations.find(query);
  take(page.documents);
  for (let lookedAt = page.documents.length; page.cursor !== undefined && seen.size < MAX_WORKING_SET;) {
    if (lookedAt >= MAX_LOOKED_AT) {
      take(await sharesOf({ conversations }, sight, MAX_WORKING_SET - seen.size));
      break;
    }
    page = await conversations.find({ ...query, after: page.cursor });
    take(page.documents);
    lookedAt += page.documents.length;
  }
  return [...seen.values()];
}

async function sharesOf(
  { conversations }: Conversations,
  { served }: QueueSight,
  places: number,
): Promise<readonly ConversationDocument[]> {
  const share = Math.ceil(places / Math.max(1, served.size));
  const found: ConversationDocument[] = [];
  for (const queueId of served) {
    // What the agent was shown already stands among them.
    const limit = Math.min(MAX_WORKING_SET, share + MAX_WORKING_SET - places);
    const query = { index: 'waiting_in', equals: [queueId], from: 0, order: 'descending', limit } as const;
    found.push(...(await conversations.find(query)).documents);
  }
  return found;
}
