import type { ConversationId, CustomerId, Entry } from '@onethread/contracts';
import type { ConversationDocument } from '../../stores/documents.ts';
import type { Collections } from '../../stores/collections.ts';
import { leaderOf } from './plain-history.ts';
import type { PlainHistory } from './plain-history.ts';
import { joinedUp } from './plain-links.ts';
import { opened, waits } from './plain-steps.ts';
import { withConversation } from './plain-history.ts';

/** Every conversation that is stored. */
export async function storedConversations(
  { conversations }: Collections,
  customers: readonly CustomerId[],
): Promise<ReadonlyMap<ConversationId, ConversationDocument>> {
  const found = new Map<ConversationId, ConversationDocument>();
  for (const home of customers) {
    const { documents } = await conversations.find({ index: 'by_home', equals: [home], limit: 500 });
    for (const document of documents) found.set(document._id, document);
  }
  return found;
}

/** What differs between the paper and the store, in words; empty when they agree. */
export function differences(
  history: PlainHistory,
  stored: ReadonlyMap<ConversationId, ConversationDocument>,
): readonly string[] {
  const found: string[] = [];
  for (const id of stored.keys()) if (!history.conversations.has(id)) found.push(`${id} should not be`);
  for (const [id, plain] of history.conversations) {
    const document = stored.get(id);
    const leader = leaderOf(history, plain)?.id;
    const told = {
      home: document?.homeId,
      openedAt: document?.openedAt,
      state: document?.state,
      until: document?.snoozedUntil,
      assignee: document?.assigneeId,
      waits: document?.waitingSince !== undefined,
      leader: leader === undefined ? undefined : document?.joinedInto,
    };
    const { home, openedAt, state, until, assignee } = plain;
    const right = { home, openedAt, state, until, assignee, waits: waits(history, plain), leader };
    for (const key of Object.keys(right) as (keyof typeof right)[]) {
      if (right[key] !== told[key]) found.push(`${id}: ${key} is ${told[key]}, not ${right[key]}`);
    }
  }
  return found;
}

/** Snoozes that ran out while all was quiet, in their order. */
export function afterWaking(history: PlainHistory, committed: readonly Entry[], now: number): PlainHistory {
  let awake = history;
  for (const { body } of committed) {
    if (body.kind !== 'woken') continue;
    const conversation = awake.conversations.get(body.conversationId);
    if (conversation?.state !== 'snoozed' || (conversation.until ?? Infinity) > now) continue;
    awake = joinedUp(withConversation(awake, opened(conversation)), conversation.home);
  }
  return awake;
}
