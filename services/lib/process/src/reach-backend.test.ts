import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BrokerFaultError, LogUnavailableError } from '@onethread/log';
import { createLogger } from '@onethread/runtime';
import { BackendRefusedError, ReachGivenUpError } from './backend-refused-error.ts';
import { reachBackend } from './reach-backend.ts';

const logger = createLogger({ service: 'test', level: 'silent' });
const backOff = { firstMs: 1, mostMs: 2 };

class Backend {
  closed = 0;
  close(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }
}

function setUp(open: () => Promise<Backend>) {
  const stopping = new AbortController();
  const faults: string[] = [];
  const options = { logger, signal: stopping.signal, onFault: (fault: string) => void faults.push(fault), backOff };
  const reaching = reachBackend({ name: 'log', settings: 'KAFKA_BROKERS', open }, options);
  return { stopping, faults, reaching };
}

test('a backend that is not there yet is tried until it is, and each fault is told', async () => {
  const backend = new Backend();
  let tries = 0;
  const { reaching, faults } = setUp(() => {
    tries += 1;
    return tries < 4
      ? Promise.reject(new LogUnavailableError(`try ${tries}.\nand its inside`))
      : Promise.resolve(backend);
  });
  assert.equal(await reaching, backend);
  assert.deepEqual(faults, ['try 1', 'try 2', 'try 3']);
});

test('a backend that refuses us ends the waiting at once, in one line that names the settings', async () => {
  const refusals: readonly (readonly [Error, RegExp])[] = [
    [new BrokerFaultError('broker-unauthenticated', 'Kafka refused the credentials'), /refused the credentials/],
    [new BrokerFaultError('broker-unsupported', 'use Kafka 3.9 or 4.x'), /3\.9 or 4\.x/],
    [Object.assign(new Error('MongoDB 6.0 or newer is needed'), { retryable: false }), /6\.0 or newer/],
  ];
  for (const [fault, words] of refusals) {
    const { reaching } = setUp(() => Promise.reject(fault));
    await assert.rejects(reaching, (error) => {
      assert.ok(error instanceof BackendRefusedError);
      assert.match(error.message, words);
      assert.match(error.message, /Look at KAFKA_BROKERS\.$/);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  }
});

test('a topic that is missing may still be made: that is no refusal', async () => {
  let tries = 0;
  const { reaching } = setUp(() => {
    tries += 1;
    if (tries > 1) return Promise.resolve(new Backend());
    return Promise.reject(new BrokerFaultError('topic-missing', 'run `onethread topics apply`'));
  });
  await reaching;
  assert.equal(tries, 2);
});

test('a fault of ours is thrown as it is, and nothing is tried again', async () => {
  let tries = 0;
  const { reaching } = setUp(() => {
    tries += 1;
    return Promise.reject(new TypeError('undefined is not a function'));
  });
  await assert.rejects(reaching, TypeError);
  assert.equal(tries, 1);
});

test('a process that is to stop waits neither for the next try nor for the present one, which is closed when it comes', async () => {
  const failing = setUp(() => Promise.reject(new LogUnavailableError('down')));
  failing.stopping.abort();
  await assert.rejects(failing.reaching, ReachGivenUpError);

  const backend = new Backend();
  const opening = Promise.withResolvers<Backend>();
  const hanging = setUp(() => opening.promise);
  hanging.stopping.abort();
  await assert.rejects(hanging.reaching, ReachGivenUpError);
  opening.resolve(backend);
  await opening.promise;
  await Promise.resolve();
  assert.equal(backend.closed, 1);
});
