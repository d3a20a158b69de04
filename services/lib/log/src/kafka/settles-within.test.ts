import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokerFault } from './broker-fault.ts';
import { ClientStuckError, settlesWithin } from './settles-within.ts';

test('what settles in time is handed on as it is', async () => {
  assert.equal(await settlesWithin(60_000, 'it', Promise.resolve(3)), 3);
  await assert.rejects(settlesWithin(60_000, 'it', Promise.reject(new RangeError('no'))), RangeError);
});

test('what never settles is a fault of the way to the brokers, which is tried again', async () => {
  const stuck = await settlesWithin(1, 'it', new Promise(() => {})).catch((error: unknown) => error);
  assert.ok(stuck instanceof ClientStuckError);
  assert.equal(brokerFault(stuck, 'reading').code, 'broker-unreachable');
});

test('what fails after its time is no unhandled rejection', async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  await assert.rejects(settlesWithin(1, 'it', promise), ClientStuckError);
  reject(new Error('late'));
  await new Promise(setImmediate);
});
