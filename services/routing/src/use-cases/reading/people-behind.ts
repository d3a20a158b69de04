import type { CustomerId, StreamId } from '@onethread/contracts';
import { getAll } from '@onethread/documents';
import type { Collections } from '../../stores/collections.ts';
import type { ThreadDocument } from '../../stores/documents.ts';

/** Streams through which somebody is followed who was moved. */
const MAX_STEPS = 10;

/** Whose thread a conversation stands in. */
export interface PersonBehind {
  /** How far agents have read, µs; of every stream that the customer was ever in, so that it never goes back when somebody moves. */
  readonly readUpTo: number;
  /** Who is one person with the customer, as the stream of their thread last said. */
  readonly members: readonly CustomerId[];
}

type Reads = Pick<Collections, 'threads'>;
type Threads = Map<StreamId, ThreadDocument>;

/** The people behind some customers: one read of their own streams, and more only of those who were ever moved. */
export async function peopleBehind(
  reads: Reads,
  homes: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId, PersonBehind>> {
  const threads: Threads = new Map();
  await readInto(threads, reads, homes);
  await readInto(
    threads,
    reads,
    [...threads.values()].flatMap(({ streams }) => streams),
  );
  const places = await placesOf(threads, reads, homes);
  return new Map(
    homes.map((home) => {
      const streams = [home, ...(threads.get(home)?.streams ?? [])].flatMap((id) => threads.get(id) ?? []);
      const readUpTo = Math.max(0, ...streams.map(({ agentsReadUpTo }) => agentsReadUpTo));
      const members = places.get(home)?.members;
      return [home, { readUpTo, members: members?.includes(home) === true ? members : [home] }];
    }),
  );
}

/** The stream in which each one's thread is written: their own, or wherever their moves lead. */
async function placesOf(
  threads: Threads,
  reads: Reads,
  homes: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId, ThreadDocument | undefined>> {
  const places = new Map(homes.map((home) => [home, threads.get(home)]));
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const away = [...places].flatMap(([home, place]) => {
      const to = place?.members.includes(home) === false ? place.moved?.[home]?.to : undefined;
      return to === undefined ? [] : [{ home, to }];
    });
    if (away.length === 0) break;
    await readInto(
      threads,
      reads,
      away.map(({ to }) => to),
    );
    for (const { home, to } of away) places.set(home, threads.get(to));
  }
  return places;
}

async function readInto(threads: Threads, reads: Reads, ids: readonly StreamId[]): Promise<void> {
  const missing = [...new Set(ids)].filter((id) => !threads.has(id));
  for (const thread of await getAll(reads.threads, missing)) threads.set(thread._id, thread);
}
