import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SendWindow } from './send-window.ts';

const never = new AbortController().signal;

test('no more are inside than the window allows, and they enter in turn', async () => {
  const window = new SendWindow(2);
  const entered: number[] = [];
  const leave = await Promise.all([window.enter(never), window.enter(never)]);
  const later = [1, 2].map((n) => window.enter(never).then((give) => (entered.push(n), give)));
  await Promise.resolve();
  assert.deepEqual(entered, []);
  leave[0]?.();
  leave[0]?.();
  await later[0];
  assert.deepEqual(entered, [1]);
  leave[1]?.();
  await later[1];
  assert.deepEqual(entered, [1, 2]);
});

test('who gives up waiting leaves no hole', async () => {
  const window = new SendWindow(1);
  const leave = await window.enter(never);
  const giveUp = new AbortController();
  const waiting = window.enter(giveUp.signal);
  giveUp.abort();
  assert.equal(await waiting, undefined);
  leave?.();
  assert.notEqual(await window.enter(never), undefined);
});
