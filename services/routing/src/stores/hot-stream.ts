import type { StreamId } from '@onethread/contracts';
import { bornHead, foldEntry } from '../domain/stream-head.ts';
import type { StreamHead } from '../domain/stream-head.ts';
import type { Collections } from './collections.ts';
import type { ThreadDocument } from './documents.ts';
import { HotStream } from './history-memory.ts';
import { entriesAbove } from './read-entries.ts';

/** The stream from memory, else from `threads` and the entries above it. */
export function openStream(collections: Collections, streamId: StreamId): Promise<HotStream> {
  const { streams } = collections.memory;
  const known = streams.get(streamId);
  if (known !== undefined) return known;
  const opening = readStream(collections, streamId);
  streams.set(streamId, opening);
  opening.catch(() => streams.delete(streamId));
  return opening;
}

async function readStream(collections: Collections, streamId: StreamId): Promise<HotStream> {
  const thread = await collections.threads.get(streamId);
  const hot = new HotStream(thread === undefined ? bornHead(streamId) : headOf(thread), thread);
  await catchUp(collections, hot);
  return hot;
}

/** Learns what others wrote since. Within `exclusively`, or before anybody else has the stream. Says whether there was something. */
export async function catchUp(collections: Collections, hot: HotStream): Promise<boolean> {
  const before = hot.head.n;
  for await (const entry of entriesAbove(collections, hot.head.streamId, before)) {
    hot.learn({ entry, head: foldEntry(hot.head, entry) });
  }
  return hot.head.n > before;
}

export function headOf(thread: ThreadDocument): StreamHead {
  const { _id, appliedN, lastAt, members, open, streams, moved, agentsReadUpTo, watermarks, lastIdentityId } = thread;
  return {
    streamId: _id,
    n: appliedN,
    lastAt,
    members,
    open,
    streams,
    moved: moved ?? {},
    agentsReadUpTo,
    watermarks,
    ...(lastIdentityId === undefined ? {} : { lastIdentityId }),
  };
}

export function threadOf(head: StreamHead): Omit<ThreadDocument, 'rev'> {
  const { streamId, n, ...rest } = head;
  return { _id: streamId, appliedN: n, ...rest };
}
