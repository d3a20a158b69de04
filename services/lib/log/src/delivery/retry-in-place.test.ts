import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEAD_LETTERS } from '@onethread/contracts';
import { PoisonRecordError } from '../errors.ts';
import { deadLetterOrigin } from './dead-letter.ts';
import { PoisonBreaker } from './poison-breaker.ts';
import { retryInPlace } from './retry-in-place.ts';
import type { LogRecord, OutgoingRecord } from '../event-log.ts';
import type { RetryInPlaceOptions } from './retry-in-place.ts';

const record: LogRecord = {
  topic: 't.v1',
  partition: 3,
  offset: 41,
  key: 'k',
  value: '{}',
  headers: { h: '1' },
  timestamp: 5,
};

interface Bench {
  readonly options: RetryInPlaceOptions;
  readonly waits: number[];
  readonly published: OutgoingRecord[];
  readonly said: string[];
  readonly stopping: AbortController;
}

function bench(handle: () => Promise<void>, changed: Partial<RetryInPlaceOptions> = {}): Bench {
  const stopping = new AbortController();
  const [waits, published, said]: [number[], OutgoingRecord[], string[]] = [[], [], []];
  let now = 1000;
  const options: RetryInPlaceOptions = {
    group: 'g',
    handle,
    publish: async (records) => void published.push(...records),
    breaker: new PoisonBreaker(),
    observer: {
      count: (what) => said.push(what),
      logger: {
        warn: (details) => said.push(JSON.stringify(details)),
        error: (details) => said.push(JSON.stringify(details)),
      },
    },
    backOff: { random: () => 1, wait: async (ms) => void waits.push(ms) },
    clock: () => (now += 1),
    signal: stopping.signal,
    ...changed,
  };
  return { options, waits, published, said, stopping };
}

const failing = (times: number, error: Error) => async (): Promise<void> => {
  if (times-- > 0) throw error;
};

test('a retryable failure waits longer each time and is done once it succeeds', async () => {
  const { options, waits, published } = bench(failing(4, Object.assign(new Error(), { retryable: true })));
  assert.equal(await retryInPlace(record, options), true);
  assert.deepEqual([waits, published], [[100, 200, 400, 800], []]);
});

test('poison is put aside with where it came from, by which group, why, how often and since when', async () => {
  const { options, waits, published } = bench(failing(1, new PoisonRecordError('bad-schema', 'secret text')));
  assert.equal(await retryInPlace(record, options), true);
  const [letter] = published;
  assert.ok(letter);
  assert.deepEqual(
    [waits, letter.topic, letter.key, letter.value, letter.headers?.['h']],
    [[], DEAD_LETTERS.name, 'k', '{}', '1'],
  );
  assert.deepEqual(deadLetterOrigin({ ...record, headers: letter.headers ?? {} }), {
    topic: 't.v1',
    partition: 3,
    offset: 41,
    group: 'g',
    code: 'bad-schema',
    attempts: 1,
    firstSeenAt: 1001,
  });
});

test('what is said of a failure never holds the error’s message', async () => {
  const { options, said } = bench(failing(1, new PoisonRecordError('bad-schema', 'secret text')));
  await retryInPlace(record, options);
  assert.ok(said.includes('dead-lettered'));
  assert.ok(!said.join().includes('secret'));
});

test('dead letters that cannot be written are no loss: the record is tried again until they can', async () => {
  let refusals = 2;
  const written: OutgoingRecord[] = [];
  const { options, waits } = bench(failing(9, new PoisonRecordError('bad-schema', 'bad')), {
    publish: async (records) => {
      if (refusals-- > 0) throw new Error('log is down');
      written.push(...records);
    },
  });
  assert.equal(await retryInPlace(record, options), true);
  assert.deepEqual([written.length, waits], [1, [100, 200]]);
});

test('a dead letter that is poison to its own reader stays where it is, without a second copy', async () => {
  const { options, published } = bench(failing(1, new PoisonRecordError('bad-schema', 'bad')));
  assert.equal(await retryInPlace({ ...record, topic: DEAD_LETTERS.name }, options), true);
  assert.deepEqual(published, []);
});

test('a record that fails while the subscription stops stays undone', async () => {
  const { options, stopping } = bench(async () => {
    stopping.abort();
    throw new PoisonRecordError('bad-schema', 'bad');
  });
  assert.equal(await retryInPlace(record, options), false);
});

test('a stop ends the wait between two tries', async () => {
  const stopping = new AbortController();
  const { options } = bench(failing(9, Object.assign(new Error(), { retryable: true })), {
    signal: stopping.signal,
    backOff: { random: () => 1, wait: async () => stopping.abort() },
  });
  assert.equal(await retryInPlace(record, options), false);
});

test('the fiftieth poison record in a row is tried again instead, which is said once; one success starts the count anew', async () => {
  const breaker = new PoisonBreaker();
  const poison = new PoisonRecordError('bad-schema', 'bad');
  const last = bench(failing(1, poison), { breaker });
  for (let n = 0; n < 48; n += 1) breaker.mayDeadLetter();
  assert.equal(await retryInPlace(record, last.options), true);
  assert.deepEqual([last.published.length, last.waits], [1, []]);

  const tripping = bench(failing(3, poison), { breaker });
  assert.equal(await retryInPlace(record, tripping.options), true);
  assert.deepEqual(
    [tripping.said.filter((what) => what === 'breaker-tripped'), tripping.published, tripping.waits],
    [['breaker-tripped'], [], [100, 200, 400]],
  );
  assert.equal(breaker.mayDeadLetter(), true);
});

test('one record that cannot be put aside for long counts once: it does not trip the breaker', async () => {
  let refusals = 200;
  const { options, said, waits } = bench(failing(999, new PoisonRecordError('bad-schema', 'bad')), {
    onPoison: async () => {
      if (refusals-- > 0) throw Object.assign(new Error('the store is down'), { retryable: true });
    },
  });
  assert.equal(await retryInPlace(record, options), true);
  assert.equal(waits.length, 200);
  assert.ok(!said.includes('breaker-tripped') && said.includes('dead-lettered'));
});
