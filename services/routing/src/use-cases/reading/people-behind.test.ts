import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustomerId, StreamId } from '@onethread/contracts';
import type { ThreadDocument } from '../../stores/documents.ts';
import { openTestContext } from '../testing/test-context.ts';
import { peopleBehind } from './people-behind.ts';

const STREAMS_EACH = 300;

function thread(id: string, change: Partial<ThreadDocument> = {}): Omit<ThreadDocument, 'rev'> {
  const members = [id as CustomerId];
  const streams = [id as StreamId];
  return {
    _id: id as StreamId,
    appliedN: 1,
    lastAt: 1,
    members,
    open: [],
    streams,
    agentsReadUpTo: 0,
    watermarks: {},
    ...change,
  };
}

/** Of each, the last stream alone was read. */
const read = (id: string, place: number) =>
  thread(id, { agentsReadUpTo: place % STREAMS_EACH === STREAMS_EACH - 1 ? 7 : 0 });

test('how far agents have read is known of everybody, however many streams they were in together', async () => {
  const context = await openTestContext();
  const { collections } = context;
  const homes = ['anna', 'ben', 'cora', 'dan', 'eva'].map((name) => `c_${name}` as CustomerId);
  const earlier: string[] = [];
  for (const home of homes) {
    const own = Array.from({ length: STREAMS_EACH }, (_, n) => `${home}-${n}` as StreamId);
    await collections.threads.insert(thread(home, { streams: own }));
    earlier.push(...own);
  }
  const documents = earlier.map(read);
  await collections.threads.insertMany(documents.slice(0, 1000));
  await collections.threads.insertMany(documents.slice(1000));
  const people = await peopleBehind(collections, homes);
  assert.deepEqual(
    homes.map((home) => people.get(home)?.readUpTo),
    homes.map(() => 7),
  );
  await context.close();
});
