import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstThatOpens, TestServerMissingError, type Way } from './choose.ts';

const opens = (name: string): Way<{ name: string }> => ({ name, open: async () => ({ name }) });
const closed = (name: string, missing: string): Way<{ name: string }> => ({ name, open: async () => ({ missing }) });
const throws = (name: string, message: string): Way<{ name: string }> => ({
  name,
  open: () => Promise.reject(new Error(message)),
});

test('the first way that opens is taken, and no later one is tried', async () => {
  const never: Way<{ name: string }> = { name: 'never', open: () => assert.fail('tried') };
  assert.deepEqual(await firstThatOpens('Kafka', [closed('a', 'shut'), opens('b'), never], true), { name: 'b' });
});

test('where all are closed the reason of each is told, a fault of a way among them', async () => {
  assert.deepEqual(await firstThatOpens('Kafka', [closed('a', 'shut'), throws('b', 'no Java')], false), {
    missing: 'no Kafka (a: shut; b: no Java)',
  });
});

test('where servers are required, their absence is an error with the same reasons', async () => {
  await assert.rejects(firstThatOpens('store', [closed('a', 'shut'), throws('b', 'no Python')], true), (error) => {
    assert.ok(error instanceof TestServerMissingError);
    assert.equal(error.message, 'no store (a: shut; b: no Python)');
    return true;
  });
});

test('without any way it is said which setting forbids them', async () => {
  const nothing = await firstThatOpens('store', [], false);
  assert.match('missing' in nothing ? nothing.missing : '', /TEST_SERVERS/u);
});
