import type { Entry } from '@onethread/contracts';
import { documentsOf } from '@onethread/documents';
import { bornHead, foldEntry } from '../../domain/stream-head.ts';
import type { StreamHead } from '../../domain/stream-head.ts';
import type { UseCaseContext } from '../context.ts';
import { checkConversation, ExpectedConversations } from './expected-conversations.ts';
import { checkItem } from './expected-items.ts';
import { ExpectedStandings } from './expected-standings.ts';
import { orphanItems } from './orphan-items.ts';
import { checkThread } from './expected-threads.ts';

export interface RebuildProgress {
  readonly streamsDone: number;
  readonly entriesDone: number;
  readonly differences: number;
  /** Ids of what differs, at most `MAX_EXAMPLES` since the last report; never content. */
  readonly examples: readonly string[];
  readonly finished: boolean;
}

export const MAX_EXAMPLES = 20;
const PAGE = 500;
const REPORT_EVERY = 1000;

/**
 * Makes threads, items, conversations and who may be written to again from the entries and compares, and looks for items that no entry makes;
 * `repair` also writes what differs. Goes
 * through the streams one by one: memory holds the conversations of one stream, and those of streams that members moved
 * between. What is being written meanwhile may show as a difference; run it again, or stop intake first.
 */
export async function rebuild(
  context: UseCaseContext,
  { repair }: { readonly repair: boolean },
  onProgress: (progress: RebuildProgress) => void | Promise<void> = () => undefined,
): Promise<RebuildProgress> {
  const tally = new Tally();
  const spanning = new ExpectedConversations();
  const standings = new ExpectedStandings();
  let stream: StreamUnderWay | undefined;
  for await (const entry of allEntries(context)) {
    if (stream?.head.streamId !== entry.streamId) {
      if (stream !== undefined) await finishStream(context, stream, spanning, tally, repair);
      const thread = await context.collections.threads.get(entry.streamId);
      stream = { head: bornHead(entry.streamId), conversations: new ExpectedConversations(), moves: false, thread };
    }
    stream.head = foldEntry(stream.head, entry);
    stream.conversations.add(entry);
    standings.add(entry);
    if (entry.body.kind === 'moved' || entry.body.kind === 'joined') stream.moves = true;
    if (entry.n === stream.thread?.appliedN) tally.add(await checkThread(context, stream.head, stream.thread, repair));
    tally.add(await checkItem(context, entry, repair));
    tally.entriesDone += 1;
    if (tally.entriesDone % REPORT_EVERY === 0) await onProgress(tally.report(false));
  }
  if (stream !== undefined) await finishStream(context, stream, spanning, tally, repair);
  for (const expected of spanning.all()) tally.add(await checkConversation(context, expected, repair));
  for await (const differing of standings.check(context, repair)) tally.add(differing);
  for await (const orphan of orphanItems(context, repair)) tally.add(orphan);
  const last = tally.report(true);
  await onProgress(last);
  return last;
}

interface StreamUnderWay {
  head: StreamHead;
  conversations: ExpectedConversations;
  moves: boolean;
  readonly thread: Awaited<ReturnType<UseCaseContext['collections']['threads']['get']>>;
}

async function finishStream(
  context: UseCaseContext,
  { head, conversations, moves, thread }: StreamUnderWay,
  spanning: ExpectedConversations,
  tally: Tally,
  repair: boolean,
): Promise<void> {
  if (thread === undefined || thread.appliedN > head.n) tally.add(await checkThread(context, head, thread, repair));
  // A conversation lives in several streams only where members moved.
  if (moves) spanning.merge(conversations);
  else for (const expected of conversations.all()) tally.add(await checkConversation(context, expected, repair));
  tally.streamsDone += 1;
}

/** Every entry, stream by stream, in order. */
function allEntries({ collections }: UseCaseContext): AsyncGenerator<Entry> {
  return documentsOf(collections.entries, { index: 'by_stream', limit: PAGE });
}

class Tally {
  streamsDone = 0;
  entriesDone = 0;
  #differences = 0;
  #examples: string[] = [];

  add(difference: string | undefined): void {
    if (difference === undefined) return;
    this.#differences += 1;
    if (this.#examples.length < MAX_EXAMPLES) this.#examples.push(difference);
  }

  report(finished: boolean): RebuildProgress {
    const { streamsDone, entriesDone } = this;
    const examples = this.#examples;
    this.#examples = [];
    return { streamsDone, entriesDone, differences: this.#differences, examples, finished };
  }
}
