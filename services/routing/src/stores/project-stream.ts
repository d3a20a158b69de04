import type { ConversationEvent, Entry } from '@onethread/contracts';
import { ASSIGNMENT_COMMANDS } from '@onethread/contracts';
import type { AssignmentCommand } from '@onethread/contracts';
import type { StreamContext } from './stream-context.ts';
import { isStructural, MAX_THREAD_LAG, saveThread } from './save-thread.ts';
import type { Fact, HotStream } from './history-memory.ts';
import { catchUp } from './hot-stream.ts';
import { projectFacts } from './project-facts.ts';

/** Facts of one stream that are projected together: a burst costs one write of its conversation. */
const MAX_BATCH = 64;

/**
 * Step 5 of the write order for every fact up to number `n`: items and conversations, `threads` last, then the
 * announcement. One projection per stream runs at a time in a process; who comes meanwhile waits for it. On a fault the
 * stream is left for the sweeper, the next append or the redelivered record.
 */
export async function projectUpTo(context: StreamContext, hot: HotStream, n: number): Promise<void> {
  const { collections } = context;
  // What memory has of the stream may end before an entry that was found by its id.
  if (hot.head.n < n) await hot.exclusively(() => catchUp(collections, hot));
  if (hot.head.n < n) throw new Error(`entry ${n} of ${hot.head.streamId} is not stored`);
  while (hot.projectedN < n) {
    hot.projecting ??= projectAll(context, hot).finally(() => {
      hot.projecting = undefined;
    });
    await hot.projecting;
  }
}

async function projectAll(context: StreamContext, hot: HotStream): Promise<void> {
  const { dirty } = context.collections.memory;
  const { streamId } = hot.head;
  dirty.add(streamId);
  while (hot.unprojected.length > 0) {
    const facts = hot.unprojected.slice(0, MAX_BATCH);
    await projectBatch(context, hot, facts);
    hot.unprojected.splice(0, facts.length);
  }
  if (hot.thread?.appliedN === hot.projectedN) dirty.delete(streamId);
}

async function projectBatch(context: StreamContext, hot: HotStream, facts: readonly Fact[]): Promise<void> {
  const last = facts.at(-1);
  if (last === undefined) return;
  const { conversations, waking } = await projectFacts(context, facts);
  const lag = last.entry.n - (hot.thread?.appliedN ?? 0);
  if (lag >= MAX_THREAD_LAG || facts.some(({ entry }) => isStructural(entry)))
    await saveThread(context, hot, last.head);
  await Promise.all([
    context.announce([...facts.map(({ entry }) => entryEvent(entry)), ...conversations]),
    wakeOwners(context, waking),
  ]);
  hot.projectedN = last.entry.n;
  hot.projectedHead = last.head;
}

function entryEvent(entry: Entry): { readonly key: string; readonly event: ConversationEvent } {
  return { key: entry.streamId, event: { version: 1, type: 'entry', entry } };
}

async function wakeOwners({ publish }: StreamContext, waking: readonly Omit<AssignmentCommand, 'version' | 'type'>[]) {
  if (waking.length === 0) return;
  await publish(
    waking.map((wake) => ({
      topic: ASSIGNMENT_COMMANDS.name,
      key: wake.pool,
      value: JSON.stringify({ version: 1, type: 'wake', ...wake } satisfies AssignmentCommand),
    })),
  );
}
