import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTick } from 'node:timers/promises';
import { TopicFollower } from './topic-follower.ts';
import type { LogRecord } from '../event-log.ts';
import type { Follower } from './topic-follower.ts';

interface Bench {
  readonly follower: TopicFollower;
  readonly taken: number[];
  readonly reads: number[];
  readonly skips: number[];
  readonly room: { records: number };
  /** Offsets kept in the topic: from `oldest` up to `end`. */
  readonly topic: { oldest: number; end: number; fails: number };
}

const recordAt = (offset: number): LogRecord => ({
  topic: 't.v1',
  partition: 0,
  offset,
  key: 'k',
  value: '{}',
  headers: {},
  timestamp: 0,
});
const span = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);

function bench(position: number, topic: { oldest: number; end: number; fails: number }, known = topic.end): Bench {
  const [taken, reads, skips]: [number[], number[], number[]] = [[], [], []];
  const room = { records: 100 };
  const consumer: Follower = {
    get room() {
      return { records: room.records, bytes: 1_000_000 };
    },
    take: (records) => void taken.push(...records.map(({ offset }) => offset)),
    skipped: (records) => void skips.push(records),
    readFailed: () => {},
  };
  const read = async (
    offset: number,
    records: number,
  ): Promise<{ records: LogRecord[]; first: number; end: number }> => {
    reads.push(offset);
    if (topic.fails-- > 0) throw new Error('disk');
    const first = Math.max(offset, topic.oldest);
    return { records: span(first, Math.min(topic.end, first + records)).map(recordAt), first, end: topic.end };
  };
  const follower = new TopicFollower(read, consumer, { random: () => 0, wait: async () => {} }, position, known);
  return { follower, taken, reads, skips, room, topic };
}

async function settle(): Promise<void> {
  for (let n = 0; n < 5; n += 1) await nextTick();
}

test('at the head it passes on what was published, without a read', () => {
  const { follower, taken, reads } = bench(3, { oldest: 0, end: 3, fails: 0 });
  follower.offer([recordAt(3), recordAt(4)]);
  follower.offer([recordAt(5)]);
  assert.deepEqual([taken, reads], [[3, 4, 5], []]);
});

test('behind it reads in pages as there is room, then goes on at the head', async () => {
  const { follower, taken, reads, room, topic } = bench(0, { oldest: 0, end: 5, fails: 0 });
  room.records = 2;
  follower.pull();
  await settle();
  assert.deepEqual([taken, reads], [span(0, 5), [0, 2, 4]]);
  topic.end = 6;
  follower.offer([recordAt(5)]);
  assert.deepEqual([taken, reads.length], [span(0, 6), 3]);
});

test('without room it takes nothing, and reads what it missed when there is room again', async () => {
  const { follower, taken, reads, room, topic } = bench(0, { oldest: 0, end: 0, fails: 0 });
  room.records = 0;
  topic.end = 3;
  follower.offer([recordAt(0), recordAt(1), recordAt(2)]);
  await settle();
  assert.deepEqual([taken, reads], [[], []]);
  room.records = 10;
  follower.pull();
  await settle();
  assert.deepEqual([taken, reads], [[0, 1, 2], [0]]);
});

test('what is published while it reads is neither lost nor doubled', async () => {
  const { follower, taken, topic } = bench(0, { oldest: 0, end: 2, fails: 0 });
  follower.pull();
  topic.end = 4;
  follower.offer([recordAt(2)]);
  follower.offer([recordAt(3)]);
  await settle();
  follower.offer([recordAt(3)]);
  assert.deepEqual(taken, [0, 1, 2, 3]);
});

test('a hole before what is offered is filled from the file', async () => {
  const { follower, taken, topic } = bench(0, { oldest: 0, end: 0, fails: 0 });
  topic.end = 3;
  follower.offer([recordAt(2)]);
  await settle();
  assert.deepEqual(taken, [0, 1, 2]);
});

test('records that retention took are skipped and counted, even when nothing is left', async () => {
  const some = bench(2, { oldest: 7, end: 9, fails: 0 });
  some.follower.pull();
  const none = bench(2, { oldest: 9, end: 9, fails: 0 });
  none.follower.pull();
  await settle();
  assert.deepEqual([some.taken, some.skips, none.taken, none.skips], [[7, 8], [5], [], [7]]);
});

test('a failed read is tried again; a stopped follower takes nothing more', async () => {
  const { follower, taken, topic } = bench(0, { oldest: 0, end: 2, fails: 3 });
  follower.pull();
  await settle();
  assert.deepEqual(taken, [0, 1]);
  follower.stop();
  topic.end = 3;
  follower.offer([recordAt(2)]);
  await settle();
  assert.deepEqual(taken, [0, 1]);
});
