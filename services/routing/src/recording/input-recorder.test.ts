import assert from 'node:assert/strict';
import { describe, test, type TestContext as NodeTest } from 'node:test';
import type { RecordedInput } from '@onethread/contracts';
import { faultyDocumentStore, type FateAfter, type FateBefore } from '@onethread/documents';
import { waitFor } from '@onethread/testkit';
import { manualTimers } from '../use-cases/assignment/testing/manual-timers.ts';
import { openTestContext } from '../use-cases/testing/test-context.ts';
import { readRecording, recordedPools, type RecordingSpan } from './read-recording.ts';
import { MAX_CHUNK_INPUTS, RECORDING_KEPT_MS } from './recording-chunk.ts';
import { MAX_BUFFERED_INPUTS, startInputRecorder } from './start-input-recorder.ts';

const POOL = 'main';
const HOUR_MS = 3_600_000;

/** A recorder over a store whose writes fail as `fate` says, with its clock and timers in the test's hand. */
async function openDesk(t: NodeTest, fate: { before?: FateBefore; after?: FateAfter } = {}) {
  const context = await openTestContext((store) =>
    faultyDocumentStore(store, {
      before: ({ isWrite }) => (isWrite ? fate.before : undefined),
      after: ({ isWrite }) => (isWrite ? fate.after : undefined),
    }),
  );
  t.after(() => context.close());
  const timers = manualTimers(context.clock);
  const recorder = startInputRecorder(context, { pool: POOL, timers });
  const known: RecordedInput[] = [];
  return {
    context,
    recorder,
    timers,
    fate,
    known,
    begin: (epoch: number) => recorder.begin({ at: context.now(), epoch }, () => known),
    gone: (name: string) => recorder.note({ type: 'gone', at: context.now(), conversationId: name }),
    read: async (span: Partial<RecordingSpan> = {}) => {
      const inputs = readRecording(context, { pool: POOL, from: 0, to: Number.MAX_SAFE_INTEGER, ...span });
      return (await all(inputs)).map(named);
    },
    chunks: async () =>
      (await context.collections.recordedInputs.find({ index: 'by_place', equals: [POOL], limit: 1000 })).documents,
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function named(input: RecordedInput): string {
  if (input.type === 'term') return `term ${input.epoch}${input.again === undefined ? '' : ` ${input.again}`}`;
  return input.type === 'gone' ? input.conversationId : input.type;
}

describe('recording', () => {
  test('what was noted is written after a second, in its order, and kept for 90 days', async (t) => {
    const desk = await openDesk(t);
    desk.begin(7);
    for (const name of ['a', 'b', 'c']) desk.gone(name);
    assert.deepEqual(await desk.read(), []);
    desk.context.clock.advance(1_000);
    desk.timers.ringDue();
    await waitFor(async () => (await desk.read()).length > 0, { describe: 'something recorded' });
    assert.deepEqual(await desk.read(), ['term 7', 'a', 'b', 'c']);
    const [chunk] = await desk.chunks();
    assert.equal(chunk?.expiresAt, desk.context.now() + RECORDING_KEPT_MS);
  });

  test('more than a chunk holds does not wait for the second', async (t) => {
    const desk = await openDesk(t);
    desk.begin(1);
    for (let n = 0; n < MAX_CHUNK_INPUTS; n += 1) desk.gone(`c${n}`);
    await waitFor(async () => (await desk.read()).length > 0, { describe: 'a chunk' });
    const sizes = (await desk.chunks()).map(({ inputs }) => inputs.length);
    assert.deepEqual(sizes, [MAX_CHUNK_INPUTS]);
  });

  test('chunks stay below their size, however large the inputs are', async (t) => {
    const desk = await openDesk(t);
    desk.begin(1);
    const channels = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`channel-${n}`, n]));
    const inputs = Array.from({ length: 100 }, (_, n): RecordedInput => ({
      type: 'agent',
      at: n,
      agentId: `a${n}`,
      availability: 'offline',
      capacity: 1,
      interruptibleCapacity: 1,
      channels,
      skills: [],
      teams: [],
      load: 0,
      interruptibleLoad: 0,
      channelLoad: {},
      lastAssignedAt: 0,
    }));
    for (const input of inputs) desk.recorder.note(input);
    await desk.recorder.flush();
    const chunks = await desk.chunks();
    assert.ok(chunks.length > 1);
    for (const chunk of chunks) assert.ok(JSON.stringify(chunk.inputs).length <= 257 * 1024);
    assert.equal((await desk.read()).length, 101);
  });

  test('stopping writes what is left, and nothing is noted afterwards', async (t) => {
    const desk = await openDesk(t);
    desk.begin(1);
    desk.gone('a');
    await desk.recorder.stop();
    desk.gone('b');
    await desk.recorder.flush();
    assert.deepEqual(await desk.read(), ['term 1', 'a']);
  });

  test('a store that is away is written to later, and nothing is lost', async (t) => {
    const desk = await openDesk(t, { before: 'refuse' });
    desk.begin(1);
    desk.gone('a');
    await desk.recorder.flush();
    desk.gone('b');
    delete desk.fate.before;
    await desk.recorder.flush();
    assert.deepEqual(await desk.read(), ['term 1', 'a', 'b']);
    assert.equal(desk.recorder.dropped, 0);
  });

  test('a write whose answer was lost is not written twice', async (t) => {
    const desk = await openDesk(t, { after: 'lose' });
    desk.begin(1);
    desk.gone('a');
    await desk.recorder.flush();
    desk.gone('b');
    delete desk.fate.after;
    await desk.recorder.flush();
    assert.deepEqual(await desk.read(), ['term 1', 'a', 'b']);
  });

  test('what the store did not take for too long is given up, and the recording starts anew with all that is known', async (t) => {
    const desk = await openDesk(t);
    desk.begin(1);
    desk.gone('before');
    await desk.recorder.flush();
    desk.fate.before = 'refuse';
    const noted = MAX_BUFFERED_INPUTS + 10 * MAX_CHUNK_INPUTS;
    for (let n = 0; n < noted; n += 1) desk.gone(`lost${n}`);
    await desk.recorder.flush();
    desk.known.push({ type: 'settings', at: 0, version: 3 });
    delete desk.fate.before;
    await desk.recorder.flush();
    desk.context.clock.advance(2_000);
    desk.timers.ringDue();
    await waitFor(async () => (await desk.read()).includes('term 1 gap'), { describe: 'a new start' });
    desk.gone('after');
    await desk.recorder.flush();
    const read = await desk.read();
    const gap = read.indexOf('term 1 gap');
    assert.deepEqual(read.slice(gap), ['term 1 gap', 'settings', 'after']);
    assert.equal(read.filter((name) => name.startsWith('lost')).length + desk.recorder.dropped, noted);
  });

  test('stopping while the store is away counts what is lost', async (t) => {
    const desk = await openDesk(t, { before: 'refuse' });
    desk.begin(1);
    desk.gone('a');
    await desk.recorder.stop();
    assert.equal(desk.recorder.dropped, 2);
  });
});

describe('reading a recording', () => {
  test('begins at the last start before, and ends with the span', async (t) => {
    const desk = await openDesk(t);
    const { clock } = desk.context;
    const begins: number[] = [];
    for (const epoch of [3, 4, 10]) {
      begins.push(clock.now());
      desk.begin(epoch);
      for (const name of ['a', 'b']) {
        clock.advance(1_000);
        desk.gone(`${name}${epoch}`);
      }
      await desk.recorder.flush();
      clock.advance(1_000);
    }
    const from = (begins[1] ?? 0) + 1_500;
    assert.deepEqual(await desk.read({ from }), ['term 4', 'a4', 'b4', 'term 10', 'a10', 'b10']);
    assert.deepEqual(await desk.read({ from, to: from }), ['term 4', 'a4']);
    assert.deepEqual(await desk.read({ from: 0, to: begins[0] ?? 0 }), ['term 3']);
    assert.deepEqual(await desk.read({ to: 0 }), []);
    assert.deepEqual(await desk.read({ pool: 'other' }), []);
    assert.deepEqual(await all(recordedPools(desk.context)), [POOL]);
  });

  test('an old term can be read from its hours, a day at the latest', async (t) => {
    const desk = await openDesk(t);
    const { clock } = desk.context;
    desk.known.push({ type: 'settings', at: 0, version: 1 });
    desk.begin(1);
    for (let hour = 0; hour < 3; hour += 1) {
      desk.gone(`h${hour}`);
      await desk.recorder.flush();
      clock.advance(HOUR_MS);
    }
    const read = await desk.read({ from: clock.now() - HOUR_MS });
    assert.deepEqual(read.slice(0, 2), ['term 1 checkpoint', 'settings']);
    assert.deepEqual(
      (await desk.read()).filter((name) => name.startsWith('h')),
      ['h0', 'h1', 'h2'],
    );
  });

  test('what follows a hole is of no use until it starts anew', async (t) => {
    const desk = await openDesk(t);
    desk.begin(1);
    for (const name of ['a', 'b', 'c']) {
      desk.gone(name);
      await desk.recorder.flush();
    }
    desk.begin(2);
    await desk.recorder.flush();
    const [, second] = await desk.chunks();
    await desk.context.collections.recordedInputs.remove(second?._id ?? '');
    assert.deepEqual(await desk.read(), ['term 1', 'a', 'term 2']);
  });

  test('a term that went on after it was deposed is read before the next', async (t) => {
    const desk = await openDesk(t);
    const other = startInputRecorder(desk.context, { pool: POOL, timers: desk.timers });
    desk.begin(1);
    await desk.recorder.flush();
    other.begin({ at: desk.context.now(), epoch: 2 }, () => []);
    await other.flush();
    desk.gone('late');
    await desk.recorder.flush();
    assert.deepEqual(await desk.read(), ['term 1', 'late', 'term 2']);
  });
});
