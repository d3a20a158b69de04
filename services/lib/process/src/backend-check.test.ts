import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backendCheck } from './backend-check.ts';

test('a backend that hangs is asked once, and its silence is told without waiting for it', async () => {
  let now = 0;
  let asked = 0;
  const answer = Promise.withResolvers<undefined>();
  const backend = backendCheck(
    'log',
    () => {
      asked += 1;
      return answer.promise;
    },
    () => now,
  );
  const first = backend.check();
  now = 5_000;
  assert.equal(backend.check(), 'log has not answered for 5 s');
  assert.equal(backend.check(), 'log has not answered for 5 s');
  assert.equal(asked, 1);
  answer.resolve(undefined);
  assert.equal(await first, undefined);
  assert.equal(await backend.check(), undefined);
  assert.equal(asked, 2);
});

test('what a backend says of itself is told as it is; what it throws in one line', async () => {
  const answers = [
    () => Promise.resolve('the log is closing'),
    () => Promise.reject(new Error('connection reset.\n    at socket')),
  ];
  const backend = backendCheck('log', () => answers.shift()?.() ?? Promise.resolve(undefined));
  assert.equal(await backend.check(), 'the log is closing');
  assert.equal(await backend.check(), 'log does not answer: connection reset');
  assert.equal(await backend.check(), undefined);
});
