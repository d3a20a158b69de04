import type { UseCaseContext } from '../context.ts';

/** Counted so far and no further: the answer stays quick however much there is. */
export const MAX_COUNTED = 10_000;

/** How much waits or lies about, each up to 10,000: what an operator looks at first. */
export async function readCounts({ collections }: UseCaseContext): Promise<Readonly<Record<string, number>>> {
  const { conversations, items, links, entries } = collections;
  const counting: Readonly<Record<string, Promise<number>>> = {
    conversations_open: conversations.count({ index: 'by_state', equals: ['open'] }, MAX_COUNTED),
    conversations_snoozed: conversations.count({ index: 'by_state', equals: ['snoozed'] }, MAX_COUNTED),
    conversations_resolved: conversations.count({ index: 'by_state', equals: ['resolved'] }, MAX_COUNTED),
    conversations_waiting: conversations.count({ index: 'waiting' }, MAX_COUNTED),
    replies_to_relay: items.count({ index: 'waiting_for_relay' }, MAX_COUNTED),
    outcomes_to_append: conversations.count({ index: 'outbox' }, MAX_COUNTED),
    links_to_settle: links.count({ index: 'todo' }, MAX_COUNTED),
    entries: entries.count({ index: 'by_stream' }, MAX_COUNTED),
  };
  const counted = await Promise.all(
    Object.entries(counting).map(async ([name, count]) => [name, await count] as const),
  );
  return Object.fromEntries(counted);
}
