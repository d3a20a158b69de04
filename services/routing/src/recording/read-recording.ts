import type { RecordedInput } from '@onethread/contracts';
import { documentsOf } from '@onethread/documents';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { RecordingChunk } from './recording-chunk.ts';

export interface RecordingSpan {
  readonly pool: string;
  /** Epoch ms, both included. */
  readonly from: number;
  readonly to: number;
}

type ReadingContext = Pick<UseCaseContext, 'collections'>;

/** Chunks weigh up to 256 KiB. */
const PAGE = 8;

/**
 * What was recorded of a pool, term after term, each in the order in which its owner saw it. It begins before `from`, at
 * the last place from which it can be read, so that who was there is known. After a hole it goes on where it starts
 * anew. Throws the store's errors.
 */
export async function* readRecording(context: ReadingContext, span: RecordingSpan): AsyncGenerator<RecordedInput> {
  for await (const inputs of readRecordedRuns(context, span)) yield* inputs;
}

/** The same in runs of inputs as they are stored: at most 500 and 256 KiB each. */
export async function* readRecordedRuns(
  context: ReadingContext,
  { pool, from, to }: RecordingSpan,
): AsyncGenerator<readonly RecordedInput[]> {
  const start = await firstPlace(context, pool, from);
  if (start === undefined) return;
  let before: RecordingChunk | undefined;
  for await (const chunk of chunksFrom(context, pool, start)) {
    if (chunk.from > to) return;
    const follows = before !== undefined && chunk.epoch === before.epoch && chunk.seq === before.seq + 1;
    if (!follows && chunk.startOf === undefined) continue;
    before = chunk;
    yield chunk.to <= to ? chunk.inputs : chunk.inputs.filter(({ at }) => at <= to);
  }
}

/** Pools of which anything is kept. */
export async function* recordedPools({ collections }: ReadingContext): AsyncGenerator<string> {
  let last: string | undefined;
  for (;;) {
    const above = last === undefined ? {} : { above: last };
    const { documents } = await collections.recordedInputs.find({ index: 'starts', limit: 1, ...above });
    last = documents[0]?.startOf;
    if (last === undefined) return;
    yield last;
  }
}

async function firstPlace({ collections }: ReadingContext, pool: string, from: number): Promise<string | undefined> {
  const starts = { index: 'starts', equals: [pool], limit: 1 } as const;
  const { documents } = await collections.recordedInputs.find({ ...starts, to: from, order: 'descending' });
  const [start] = documents.length > 0 ? documents : (await collections.recordedInputs.find(starts)).documents;
  return start?.place;
}

function chunksFrom({ collections }: ReadingContext, pool: string, place: string): AsyncGenerator<RecordingChunk> {
  return documentsOf(collections.recordedInputs, { index: 'by_place', equals: [pool], from: place, limit: PAGE });
}
