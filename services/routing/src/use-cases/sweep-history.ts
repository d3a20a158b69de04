import type { StreamId } from '@onethread/contracts';
import type { PageCursor } from '@onethread/documents';
import { streamContext } from '../stores/append.ts';
import { changeDocument } from '../stores/change-document.ts';
import type { EntryDocument, SweepDocument } from '../stores/documents.ts';
import { finishMove } from '../stores/finish-move.ts';
import { openStream } from '../stores/hot-stream.ts';
import { projectUpTo } from '../stores/project-stream.ts';
import { saveThread } from '../stores/save-thread.ts';
import { appendOutcome } from './append-outcome.ts';
import type { UseCaseContext } from './context.ts';
import { relayReply } from './relay-reply.ts';
import { settleLinks } from './settle-links.ts';
import { wakeSnoozed } from './wake-snoozed.ts';

/** What is younger is still in the hands of the process that wrote it. */
export const SWEEP_AFTER_MS = 5000;
/** Clocks of replicas may differ by so much before an entry of a dead one waits for the next start or append. */
const CLOCK_DIFFERENCE_MS = 5000;
/** Most documents that one round takes of one kind; the next round goes on. */
const PAGE = 500;
/** Most pages of entries in one round. */
const MAX_PAGES = 100;
const MARK = 'entries';

/** How far this process has looked, so that an idle round reads almost nothing. */
export interface SweepPosition {
  /** Epoch ms; absent before the first round, which begins where the stored mark is. */
  checkedUpTo?: number;
}

export interface SweepResult {
  /** Things that were found unfinished and finished now. */
  readonly repaired: number;
  /** There was more than one round takes. */
  readonly more: boolean;
}

/**
 * Finishes what a crash or a fault left half done: projections of entries that no log offset redoes, moves without their
 * `joined`, replies not handed to their channel, outboxes, links to settle, snoozes that ran out. Everything is found by an
 * index, so an idle round costs a few empty reads. The first round of a process starts at the stored mark, below which all
 * projections were seen to be finished, and so repairs what the process before it left.
 *
 * Each kind of work stands alone: a fault in one leaves it for the next round and does not keep the others.
 */
export async function sweepHistory(context: UseCaseContext, position: SweepPosition): Promise<SweepResult> {
  const works = [sweepDirty, sweepRelays, sweepOutboxes, sweepSnoozed, sweepLinks];
  let repaired = 0;
  let more = false;
  for (const work of [(own: UseCaseContext) => sweepEntries(own, position), ...works]) {
    try {
      const found = await work(context);
      repaired += found;
      more ||= found >= PAGE;
    } catch (error) {
      context.logger.warn({ err: error, work: work.name }, 'sweeping failed, it is repeated');
    }
  }
  return { repaired, more };
}

async function sweepEntries(context: UseCaseContext, position: SweepPosition): Promise<number> {
  const { collections, now } = context;
  const until = now() - SWEEP_AFTER_MS;
  const from = position.checkedUpTo ?? (await storedMark(context));
  let repaired = 0;
  let after: PageCursor | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { index: 'to_sweep', from, to: until, limit: PAGE } as const;
    const found = await collections.entries.find(after === undefined ? query : { ...query, after });
    repaired += await sweepPage(context, found.documents);
    after = found.cursor;
    if (after === undefined || found.documents.length < PAGE) {
      // Entries of a replica whose clock is behind turn up below what was checked: the next round looks there once more.
      position.checkedUpTo = Math.max(from, until - CLOCK_DIFFERENCE_MS);
      if (page > 0 || found.documents.length > 0) await raiseMark(context, position.checkedUpTo);
      return repaired;
    }
    position.checkedUpTo = found.documents.at(-1)?.sweepAt ?? from;
  }
  return PAGE;
}

async function sweepPage(context: UseCaseContext, documents: readonly EntryDocument[]): Promise<number> {
  const heads = new Map<StreamId, EntryDocument>();
  let repaired = 0;
  for (const document of documents) {
    if (document.body.kind === 'moved') repaired += await sweepMove(context, document);
    heads.set(document.streamId, document);
  }
  for (const document of heads.values()) repaired += await sweepStream(context, document);
  return repaired;
}

async function storedMark({ collections }: UseCaseContext): Promise<number> {
  return (await collections.sweeps.get(MARK))?.upTo ?? 0;
}

async function raiseMark({ collections }: UseCaseContext, upTo: number): Promise<void> {
  await changeDocument<SweepDocument>(collections.sweeps, {
    id: MARK,
    make: (known) => (known !== undefined && known.upTo >= upTo ? known : { _id: MARK, upTo }),
  });
}

/**
 * Finishes a move and settles the links around its set, whether or not its `joined` is there: who moved them may have
 * judged by links that changed meanwhile, and died before it looked again. Once per move and process.
 */
async function sweepMove(context: UseCaseContext, { streamId, n, body }: EntryDocument): Promise<number> {
  if (body.kind !== 'moved') return 0;
  const { collections } = context;
  const { sweptMoves } = collections.memory;
  if (sweptMoves.get(body.opId) === true) return 0;
  await finishMove(streamContext(context), await openStream(collections, streamId), n);
  await settleLinks(context, body.set);
  sweptMoves.set(body.opId, true);
  return 1;
}

async function sweepStream(context: UseCaseContext, { streamId, n }: EntryDocument): Promise<number> {
  const { collections } = context;
  const hot = await openStream(collections, streamId);
  if (hot.projectedN >= n) return 0;
  await projectUpTo(streamContext(context), hot, n);
  return 1;
}

/** Streams whose projection failed in this process, or whose `threads` lags behind while they are hot. */
async function sweepDirty(context: UseCaseContext): Promise<number> {
  const { collections } = context;
  const { dirty } = collections.memory;
  for (const streamId of [...dirty].slice(0, PAGE)) {
    const hot = await openStream(collections, streamId);
    await projectUpTo(streamContext(context), hot, hot.head.n);
    if ((hot.thread?.appliedN ?? 0) < hot.projectedN) await saveThread(context, hot, hot.projectedHead);
    if (hot.unprojected.length === 0) dirty.delete(streamId);
  }
  return dirty.size >= PAGE ? PAGE : 0;
}

async function sweepRelays(context: UseCaseContext): Promise<number> {
  const to = context.now() - SWEEP_AFTER_MS;
  const { documents } = await context.collections.items.find({ index: 'waiting_for_relay', to, limit: PAGE });
  for (const item of documents) await relayReply(context, item._id);
  return documents.length;
}

async function sweepOutboxes(context: UseCaseContext): Promise<number> {
  const to = context.now() - SWEEP_AFTER_MS;
  const { documents } = await context.collections.conversations.find({ index: 'outbox', to, limit: PAGE });
  for (const { _id } of documents) await appendOutcome(context, { conversationId: _id });
  return documents.length;
}

async function sweepSnoozed(context: UseCaseContext): Promise<number> {
  const due = await context.collections.conversations.find({ index: 'snoozed', to: context.now(), limit: PAGE });
  for (const { _id } of due.documents) await wakeSnoozed(context, { conversationId: _id });
  return due.documents.length;
}

async function sweepLinks(context: UseCaseContext): Promise<number> {
  const { documents } = await context.collections.links.find({ index: 'todo', limit: PAGE });
  for (const { a, b } of documents) await settleLinks(context, [`c_${a}`, `c_${b}`] as StreamId[]);
  return documents.length;
}

/** The instant at which the next snooze runs out, for a timer; `undefined` when none does. */
export async function nextSnooze({ collections }: UseCaseContext): Promise<number | undefined> {
  const { documents } = await collections.conversations.find({ index: 'snoozed', limit: 1 });
  return documents[0]?.snoozedUntil;
}
