import type { Entry, EntryBody, EntryId } from '@onethread/contracts';
import type { StreamContext } from './stream-context.ts';
import { commitEntry } from './commit-entry.ts';
import type { HotStream } from './history-memory.ts';
import { openStream } from './hot-stream.ts';
import { entryAt, entryById } from './read-entries.ts';

/** Writes the `joined` that belongs to the `moved` entry number `n`, if nobody did yet; then the target knows of it here too. */
export async function finishMove(context: StreamContext, from: HotStream, n: number): Promise<void> {
  const { collections } = context;
  const moved = await entryAt(collections, from.head.streamId, n);
  if (moved?.body.kind !== 'moved') throw new Error(`entry ${n} of ${from.head.streamId} is not a move`);
  const { body } = moved;
  const joinedId = joinedEntryId(body.opId);
  const to = await openStream(collections, body.to);
  const there = await entryById(collections, joinedId);
  const joined = there ?? (await join(context, to, moved, body, joinedId));
  await context.project(to, joined.n);
}

async function join(
  context: StreamContext,
  to: HotStream,
  moved: Entry,
  { opId, set, open, streams }: Extract<EntryBody, { kind: 'moved' }>,
  entryId: EntryId,
): Promise<Entry> {
  const commit = await commitEntry(context, to, {
    entryId,
    customerId: moved.customerId,
    admitted: () => true,
    make: () => ({
      kind: 'joined',
      opId,
      set,
      from: moved.streamId,
      open,
      ...(streams === undefined ? {} : { streams }),
    }),
    redelivered: false,
    above: moved.at,
  });
  if (!('entry' in commit)) throw new Error(`the move ${opId} was refused`);
  return commit.entry;
}

export function movedEntryId(opId: string): EntryId {
  return `${opId}:1` as EntryId;
}

export function joinedEntryId(opId: string): EntryId {
  return `${opId}:2` as EntryId;
}
