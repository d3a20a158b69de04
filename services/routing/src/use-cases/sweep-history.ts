import type { StreamId } from '@onethread/contracts';
import { streamContext } from '../stores/append.ts';
import { openStream } from '../stores/hot-stream.ts';
import { projectUpTo } from '../stores/project-stream.ts';
import { saveThread } from '../stores/save-thread.ts';
import { followUnread } from './answers-follow/follow-unread.ts';
import { appendOutcome } from './append-outcome.ts';
import type { UseCaseContext } from './context.ts';
import { weighIdentity } from './identity/weigh-identity.ts';
import { relayReply } from './relay-reply.ts';
import { settleLinks } from './settle-links.ts';
import { eachAlone, SWEEP_AFTER_MS, SWEEP_PAGE } from './sweep-each.ts';
import { sweepEntries } from './sweep-entries.ts';
import type { SweepPosition } from './sweep-entries.ts';
import { wakeSnoozed } from './wake-snoozed.ts';

export interface SweepResult {
  /** Things that were found unfinished and finished now. */
  readonly repaired: number;
  /** There was more than one round takes. */
  readonly more: boolean;
}

/**
 * Finishes what a crash or a fault left half done: projections of entries that no log offset redoes, moves without their
 * `joined`, replies not handed to their channel, outboxes, links to settle, identities to weigh, snoozes that ran out,
 * answers to send on. Everything is found by an
 * index, so an idle round costs a few empty reads. The first round of a process starts at the stored mark, below which all
 * projections were seen to be finished, and so repairs what the process before it left.
 *
 * Each piece of work stands alone: a fault leaves it for the next round and keeps nothing else waiting.
 */
export async function sweepHistory(context: UseCaseContext, position: SweepPosition): Promise<SweepResult> {
  const works = [sweepDirty, sweepRelays, sweepOutboxes, sweepSnoozed, sweepLinks, sweepIdentities, sweepUnread];
  let repaired = 0;
  let more = false;
  for (const work of [(own: UseCaseContext) => sweepEntries(own, position), ...works]) {
    try {
      const found = await work(context);
      repaired += found;
      more ||= found >= SWEEP_PAGE;
    } catch (error) {
      context.logger.warn({ err: error, work: work.name }, 'sweeping failed, it is repeated');
    }
  }
  return { repaired, more };
}

/** Streams whose projection failed in this process, or whose `threads` lags behind while they are hot. */
async function sweepDirty(context: UseCaseContext): Promise<number> {
  const { collections } = context;
  const { dirty } = collections.memory;
  const done = await eachAlone(context, 'projection', [...dirty].slice(0, SWEEP_PAGE), async (streamId) => {
    const hot = await openStream(collections, streamId);
    await projectUpTo(streamContext(context), hot, hot.head.n);
    if ((hot.thread?.appliedN ?? 0) < hot.projectedN) await saveThread(context, hot, hot.projectedHead);
    if (hot.unprojected.length === 0) dirty.delete(streamId);
  });
  return done > 0 && dirty.size >= SWEEP_PAGE ? SWEEP_PAGE : 0;
}

async function sweepRelays(context: UseCaseContext): Promise<number> {
  const to = context.now() - SWEEP_AFTER_MS;
  const { documents } = await context.collections.items.find({ index: 'waiting_for_relay', to, limit: SWEEP_PAGE });
  return await eachAlone(context, 'relay', documents, (item) => relayReply(context, item._id));
}

async function sweepOutboxes(context: UseCaseContext): Promise<number> {
  const to = context.now() - SWEEP_AFTER_MS;
  const { documents } = await context.collections.conversations.find({ index: 'outbox', to, limit: SWEEP_PAGE });
  return await eachAlone(context, 'outbox', documents, ({ _id }) => appendOutcome(context, { conversationId: _id }));
}

async function sweepSnoozed(context: UseCaseContext): Promise<number> {
  const due = { index: 'snoozed', to: context.now(), limit: SWEEP_PAGE } as const;
  const { documents } = await context.collections.conversations.find(due);
  return await eachAlone(context, 'snooze', documents, ({ _id }) => wakeSnoozed(context, { conversationId: _id }));
}

async function sweepLinks(context: UseCaseContext): Promise<number> {
  const { documents } = await context.collections.links.find({ index: 'todo', limit: SWEEP_PAGE });
  return await eachAlone(context, 'link', documents, ({ a, b }) =>
    settleLinks(context, [`c_${a}`, `c_${b}`] as StreamId[]),
  );
}

async function sweepIdentities(context: UseCaseContext): Promise<number> {
  const { documents } = await context.collections.identities.find({ index: 'to_weigh', limit: SWEEP_PAGE });
  return await eachAlone(context, 'identity', documents, ({ _id }) => weighIdentity(context, _id));
}

async function sweepUnread(context: UseCaseContext): Promise<number> {
  const due = { index: 'due', to: context.now(), limit: SWEEP_PAGE } as const;
  const { documents } = await context.collections.unreadReplies.find(due);
  return await eachAlone(context, 'unread', documents, (unread) => followUnread(context, unread));
}

/** The instant at which the next snooze runs out, for a timer; `undefined` when none does. */
export async function nextSnooze({ collections }: UseCaseContext): Promise<number | undefined> {
  const { documents } = await collections.conversations.find({ index: 'snoozed', limit: 1 });
  return documents[0]?.snoozedUntil;
}
