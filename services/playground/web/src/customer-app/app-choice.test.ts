import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appUrl, choiceFromUrl, storageName, type AppChoice } from './app-choice.ts';

test('a choice survives its address', () => {
  const choices: readonly AppChoice[] = [
    { user: undefined, device: 1 },
    { user: 'anna', device: 2 },
  ];
  for (const choice of choices) assert.deepEqual(choiceFromUrl(new URL(appUrl(choice), 'http://x').search), choice);
});

test('each device keeps its own storage, and each user on it', () => {
  const names = [
    storageName({ user: 'anna', device: 1 }),
    storageName({ user: 'anna', device: 2 }),
    storageName({ user: undefined, device: 1 }),
  ];
  assert.equal(new Set(names).size, 3);
});
