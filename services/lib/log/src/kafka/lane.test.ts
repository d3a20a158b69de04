import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogUnavailableError, RecordTooLargeError } from '../errors.ts';
import { eventually } from '../testing/eventually.ts';
import { Lane, MAX_BATCH_BYTES } from './lane.ts';
import type { Message } from 'kafkajs';
import type { BrokerFaultError } from '../errors.ts';

type Send = (values: readonly string[], attempt: number) => Promise<void>;

/** A lane to a broker made of a function, with what it was sent and what became of each record. */
function laneTo(send: Send): {
  lane: Lane;
  publish: (value: string, bytes?: number) => Promise<void>;
  sends: string[][];
  faults: (string | undefined)[];
  close: () => void;
} {
  const sends: string[][] = [];
  const faults: (string | undefined)[] = [];
  const closing = new AbortController();
  const lane = new Lane({
    send: async (messages: Message[]) => {
      const values = messages.map(({ value }) => String(value));
      sends.push(values);
      await send(values, sends.length);
    },
    faulty: (fault: BrokerFaultError | undefined) => faults.push(fault?.code),
    doing: 'test.v1 cannot be written',
    signal: closing.signal,
  });
  const publish = (value: string, bytes = 100): Promise<void> =>
    new Promise((resolve, reject) => {
      lane.add({
        message: { key: 'k', value },
        bytes,
        settle: (error) => {
          if (error === undefined) resolve();
          else reject(error);
        },
      });
    });
  return { lane, publish, sends, faults, close: () => closing.abort() };
}

const protocolError = (type: string): Error => Object.assign(new Error(type), { type, name: 'KafkaJSProtocolError' });

test('a batch is sent again identical until it is acknowledged, and nothing overtakes it', async () => {
  const { publish, sends, faults } = laneTo(async (_values, attempt) => {
    if (attempt <= 3) throw protocolError('NOT_LEADER_FOR_PARTITION');
  });
  const first = [publish('1'), publish('2')];
  await eventually('the first try', () => sends.length > 0);
  const later = [publish('3'), publish('4')];
  await Promise.all([...first, ...later]);
  assert.deepEqual(sends, [
    ['1', '2'],
    ['1', '2'],
    ['1', '2'],
    ['1', '2'],
    ['3', '4'],
  ]);
  assert.deepEqual(faults, ['broker-unreachable', 'broker-unreachable', 'broker-unreachable', undefined]);
});

test('one send is open at a time, and what is published meanwhile goes out together when it returns', async () => {
  const gate = Promise.withResolvers<void>();
  const { publish, sends } = laneTo((_values, attempt) => (attempt === 1 ? gate.promise : Promise.resolve()));
  const all = [publish('1')];
  await eventually('the first send', () => sends.length === 1);
  all.push(publish('2'), publish('3'));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(sends.length, 1);
  gate.resolve();
  await Promise.all(all);
  assert.deepEqual(sends, [['1'], ['2', '3']]);
});

test('a batch holds 500 KB at most, and a larger record alone', async () => {
  const { publish, sends } = laneTo(() => Promise.resolve());
  await Promise.all([publish('a', 300_000), publish('b', 200_000), publish('c', 1), publish('d', MAX_BATCH_BYTES + 1)]);
  assert.deepEqual(sends, [['a', 'b'], ['c'], ['d']]);
});

test('a record that Kafka finds too large fails its caller alone; those beside it are written and the lane goes on', async () => {
  const { publish, sends } = laneTo(async (values) => {
    if (values.includes('large')) throw protocolError('MESSAGE_TOO_LARGE');
  });
  const outcomes = await Promise.allSettled([publish('1'), publish('large'), publish('3')]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.ok(outcomes[1]?.status === 'rejected' && outcomes[1].reason instanceof RecordTooLargeError);
  await publish('4');
  assert.deepEqual(sends, [['1', 'large', '3'], ['1'], ['large'], ['3'], ['4']]);
});

test('who may not write is told so at once, as something an operator can repair, and the lane goes on', async () => {
  let allowed = false;
  const { publish } = laneTo(async () => {
    if (!allowed) throw protocolError('TOPIC_AUTHORIZATION_FAILED');
  });
  await assert.rejects(publish('1'), { code: 'broker-unauthorised', retryable: true });
  allowed = true;
  await publish('2');
});

test('an error wrapped by the client is judged by what is inside', async () => {
  const { publish } = laneTo(async () => {
    throw new Error('wrapped', { cause: protocolError('MESSAGE_TOO_LARGE') });
  });
  await assert.rejects(publish('1'), RecordTooLargeError);
});

test('closing gives up what is not written, with an error that says so', async () => {
  const { lane, publish, sends, close } = laneTo(async () => {
    throw protocolError('LEADER_NOT_AVAILABLE');
  });
  const published = publish('1');
  const refused = assert.rejects(published, LogUnavailableError);
  await eventually('a try', () => sends.length > 0);
  close();
  await refused;
  await lane.idle();
});
