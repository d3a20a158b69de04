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
  const head = thread === undefined ? bornHead(streamId) : await completeHead(collections, thread);
  const hot = new HotStream(head, thread);
  await catchUp(collections, hot);
  return hot;
}

/** Stored before all of it was kept, it is told from the entries once. */
async function completeHead(collections: Collections, thread: ThreadDocument): Promise<StreamHead> {
  if (thread.wroteAt !== undefined) return headOf(thread);
  let head = bornHead(thread._id);
  for await (const entry of entriesAbove(collections, thread._id, 0)) {
    if (entry.n > thread.appliedN) break;
    head = foldEntry(head, entry);
  }
  return head;
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
  const { _id, appliedN, lastAt, members, open, streams, moved, agentsReadUpTo, watermarks, wroteAt, lastIdentityId } =
    thread;
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
    wroteAt: wroteAt ?? {},
    ...(lastIdentityId === undefined ? {} : { lastIdentityId }),
  };
}

export function threadOf(head: StreamHead): Omit<ThreadDocument, 'rev'> {
  const { streamId, n, ...rest } = head;
  return { _id: streamId, appliedN: n, ...rest };
}
