import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutClients } from './cut-clients.ts';

/** The long form is a command of its own: see the README of this folder's parent. */
const CLIENTS = 40;
const SECONDS = 12;

test('people in the app who are cut off at random, through a kill, miss nothing and see nothing twice', async (context) => {
  const figures = await cutClients({
    clients: CLIENTS,
    seconds: SECONDS,
    kills: 1,
    seed: 3,
    say: (line) => context.diagnostic(line),
  });
  const { gaps, doubles, lost, inventions, examples, cuts, accepted, resumed } = figures;
  assert.deepEqual(
    { gaps, doubles, lost, inventions },
    { gaps: 0, doubles: 0, lost: 0, inventions: 0 },
    examples.join(),
  );
  assert.ok(cuts > 0 && accepted > 0 && resumed > 0, JSON.stringify(figures));
});
