import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from './turns.ts';

const patient = new AbortController().signal;

test('no more than allowed have their turn, the others in the order in which they came', async () => {
  const turns = new Turns(2);
  const had: number[] = [];
  const begun = [1, 2, 3, 4].map((number) => turns.begin(patient).then(() => had.push(number)));
  await Promise.all(begun.slice(0, 2));
  assert.deepEqual(had, [1, 2]);
  turns.end();
  await begun[2];
  assert.deepEqual(had, [1, 2, 3]);
  turns.end();
  await begun[3];
  assert.deepEqual(had, [1, 2, 3, 4]);
});

test('who gives up waiting takes nobody’s turn', async () => {
  const turns = new Turns(1);
  assert.equal(await turns.begin(patient), true);
  const impatient = new AbortController();
  const given = turns.begin(impatient.signal);
  const next = turns.begin(patient);
  impatient.abort();
  assert.equal(await given, false);
  turns.end();
  assert.equal(await next, true);
  assert.equal(await turns.begin(AbortSignal.abort()), false);
});
