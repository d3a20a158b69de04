import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { ToldContext } from '../protocol.ts';
import { ContextTold } from './context-told.ts';

test('the context is told once on each connection, and again when it changed, not too often', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const told: (string | null)[] = [];
  let version: string | null | undefined = '1';
  const context = new ContextTold({
    context: () => (typeof version === 'string' ? { app: { version } } : version),
    send: (is: ToldContext | null) => {
      told.push(is?.app?.version ?? null);
      return true;
    },
  });
  try {
    context.welcomed();
    context.tell();
    assert.deepEqual(told, ['1']);
    version = '2';
    context.tell();
    version = '3';
    context.tell();
    assert.deepEqual(told, ['1'], 'it waits');
    mock.timers.tick(2_000);
    assert.deepEqual(told, ['1', '3'], 'and tells what is true then');
    context.welcomed();
    assert.deepEqual(told, ['1', '3', '3'], 'a new connection knows nothing');
    version = null;
    context.tell();
    assert.deepEqual(told.at(-1), null, 'taken back at once');
    version = undefined;
    context.welcomed();
    assert.equal(told.length, 4, 'nothing to say');
  } finally {
    context.stop();
    mock.timers.reset();
  }
});
