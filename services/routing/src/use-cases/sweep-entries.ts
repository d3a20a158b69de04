import type { StreamId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { PageCursor } from '@onethread/documents';
import { streamContext } from '../stores/append.ts';
import type { EntryDocument, SweepDocument } from '../stores/documents.ts';
import { finishMove } from '../stores/finish-move.ts';
import { openStream } from '../stores/hot-stream.ts';
import { projectUpTo } from '../stores/project-stream.ts';
import type { UseCaseContext } from './context.ts';
import { settleLinks } from './settle-links.ts';
import { eachAlone, SWEEP_AFTER_MS, SWEEP_PAGE } from './sweep-each.ts';

/** Clocks of replicas may differ by so much before an entry of a dead one waits for the next start or append. */
const CLOCK_DIFFERENCE_MS = 5000;
/** Most pages of entries in one round. */
const MAX_PAGES = 100;
/** Most streams and moves that wait for another try; with more, the round ends and the next begins where it was. */
const MAX_UNFINISHED = 1000;
const MARK = 'entries';

/** How far this process has looked, so that an idle round reads almost nothing. */
export interface SweepPosition {
  /** Epoch ms; absent before the first round, which begins where the stored mark is. */
  checkedUpTo?: number;
  /** What could not be finished: tried again each round, and the stored mark stays below it. */
  unfinished?: Map<string, Unfinished>;
}

/** A move, or a stream up to an entry. */
interface Unfinished {
  readonly document: EntryDocument;
  /** Lowest `sweepAt` (epoch ms) of those that wait for it. */
  readonly since: number;
}

/** Entries that no log offset redoes: their projections, and moves without their `joined`. Says how many were repaired. */
export async function sweepEntries(context: UseCaseContext, position: SweepPosition): Promise<number> {
  const { collections, now } = context;
  const until = now() - SWEEP_AFTER_MS;
  const from = position.checkedUpTo ?? (await storedMark(context));
  const unfinished = (position.unfinished ??= new Map());
  let repaired = await sweepAll(context, [...unfinished.values()], unfinished);
  let after: PageCursor | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { index: 'to_sweep', from, to: until, limit: SWEEP_PAGE } as const;
    const found = await collections.entries.find(after === undefined ? query : { ...query, after });
    repaired += await sweepAll(context, found.documents.map(once), unfinished);
    after = found.cursor;
    if (after === undefined) {
      // Entries of a replica whose clock is behind turn up below what was checked: the next round looks there once more.
      position.checkedUpTo = Math.max(from, until - CLOCK_DIFFERENCE_MS);
      if (page > 0 || found.documents.length > 0 || repaired > 0) await raiseMark(context, position);
      return repaired;
    }
    position.checkedUpTo = found.documents.at(-1)?.sweepAt ?? from;
  }
  return SWEEP_PAGE;
}

function once(document: EntryDocument): Unfinished {
  return { document, since: document.sweepAt ?? 0 };
}

async function sweepAll(
  context: UseCaseContext,
  works: readonly Unfinished[],
  unfinished: Map<string, Unfinished>,
): Promise<number> {
  const moves = works.filter(({ document }) => document.body.kind === 'moved');
  const streams = new Map<StreamId, Unfinished>();
  for (const { document, since } of works) {
    const known = streams.get(document.streamId);
    if (known === undefined || known.document.n < document.n)
      streams.set(document.streamId, { document, since: Math.min(since, known?.since ?? since) });
  }
  const done = { count: 0 };
  const finish = async (all: Iterable<Unfinished>, keyOf: (one: Unfinished) => string, work: Finish): Promise<void> => {
    const tried = async (one: Unfinished): Promise<void> => {
      done.count += await work(context, one.document);
      unfinished.delete(keyOf(one));
    };
    await eachAlone(context, work.name, all, tried, (one) => keep(unfinished, keyOf(one), one));
  };
  await finish(moves, ({ document }) => document._id, sweepMove);
  await finish(streams.values(), ({ document }) => document.streamId, sweepStream);
  return done.count;
}

type Finish = (context: UseCaseContext, document: EntryDocument) => Promise<number>;

function keep(unfinished: Map<string, Unfinished>, key: string, { document, since }: Unfinished): void {
  const known = unfinished.get(key);
  if (known === undefined && unfinished.size >= MAX_UNFINISHED) throw new Error('too much cannot be finished');
  unfinished.set(key, { document, since: Math.min(since, known?.since ?? since) });
}

async function storedMark({ collections }: UseCaseContext): Promise<number> {
  return (await collections.sweeps.get(MARK))?.upTo ?? 0;
}

async function raiseMark({ collections }: UseCaseContext, position: SweepPosition): Promise<void> {
  const waiting = [...(position.unfinished?.values() ?? [])].map(({ since }) => since);
  const upTo = Math.min(position.checkedUpTo ?? 0, ...waiting);
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
