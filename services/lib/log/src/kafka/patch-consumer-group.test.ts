import assert from 'node:assert/strict';
import { test } from 'node:test';
import './patch-consumer-group.ts';
import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';
import Runner from 'kafkajs/src/consumer/runner.js';
import { KafkaJSConnectionClosedError } from 'kafkajs/src/errors.js';

const silent = () => undefined;
const logger = { namespace: () => logger, debug: silent, info: silent, warn: silent, error: silent };

test('who is no member fetches nothing, and joins until it is one, also when the connection breaks while it joins', async () => {
  const joined = Promise.withResolvers<void>();
  let joins = 0;
  const consumerGroup = Object.assign(Object.create(ConsumerGroup.prototype) as ConsumerGroup, {
    memberId: null,
    getNodeIds: () => ['1'],
    joinAndSync: async () => {
      joins += 1;
      if (joins === 1) throw new KafkaJSConnectionClosedError('broken', { host: 'broker', port: 9092 });
      runner.running = false;
      joined.resolve();
    },
  });
  const runner = new Runner({
    logger,
    consumerGroup,
    instrumentationEmitter: { emit: silent },
    concurrency: 1,
    onCrash: (error) => joined.reject(error),
    retry: { initialRetryTime: 1, maxRetryTime: 1, retries: 2 },
  });
  runner.running = true;
  runner.scheduleFetchManager();
  await joined.promise;
  assert.equal(joins, 2);
});
