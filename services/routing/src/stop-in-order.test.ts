import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stopInOrder, type Step } from './stop-in-order.ts';

const PATIENT = { orderlyMs: 60_000, lastMs: 60_000 };
const never = () => new Promise<void>(() => {});

/** Steps that tell when they were told to stop, and when they have. */
function steps(told: string[], ...names: string[]): Step[] {
  return names.map((name) => ({
    name,
    async stop() {
      told.push(`${name} stops`);
      await Promise.resolve();
      told.push(`${name} has`);
    },
  }));
}

test('the last that started stops first, and the others once it has', async () => {
  const told: string[] = [];
  assert.deepEqual(await stopInOrder(steps(told, 'store', 'grpc'), PATIENT), []);
  assert.deepEqual(told, ['grpc stops', 'grpc has', 'store stops', 'store has']);
});

test('what does not end in time keeps nobody else from being stopped, and is named', async () => {
  const told: string[] = [];
  const stuck = { name: 'sweeper', stop: never };
  const left = await stopInOrder([...steps(told, 'store'), stuck, ...steps(told, 'grpc')], { orderlyMs: 1, lastMs: 1 });
  assert.deepEqual(left, ['sweeper']);
  assert.deepEqual(told, ['grpc stops', 'grpc has', 'store stops', 'store has']);
});

test('what fails is told when all have been stopped', async () => {
  const told: string[] = [];
  const failing = { name: 'sweeper', stop: () => Promise.reject(new Error('gone')) };
  await assert.rejects(stopInOrder([...steps(told, 'store'), failing], PATIENT), (error: AggregateError) => {
    assert.deepEqual(error.errors.map(String), ['Error: gone']);
    return true;
  });
  assert.deepEqual(told, ['store stops', 'store has']);
});
