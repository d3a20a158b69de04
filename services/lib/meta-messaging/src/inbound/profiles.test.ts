import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphClient, GraphLookUp } from '@onethread/meta-graph';
import { manualClock } from '@onethread/testkit';
import { MAX_CACHED, Profiles } from './profiles.ts';

const HOUR = 3600 * 1000;

function play() {
  const clock = manualClock();
  const asked: string[] = [];
  const answers = { isBusy: false };
  const lookUp = async (_account: string, personId: string): Promise<GraphLookUp> => {
    asked.push(personId);
    return { ok: true, body: { first_name: 'Name', last_name: `of ${personId} ${asked.length}` } };
  };
  const graph = { lookUp, usage: { isBusy: () => answers.isBusy } } as unknown as GraphClient;
  return { clock, asked, answers, profiles: new Profiles(graph, 'first_name,last_name', clock.now) };
}

test('a name is asked for once a day, and the old one serves while nothing may be asked', async () => {
  const { clock, asked, answers, profiles } = play();
  const anna = await profiles.of('page', 'anna');
  assert.deepEqual(anna, { name: 'Name of anna 1' });
  clock.advance(23 * HOUR);
  assert.deepEqual(await profiles.of('page', 'anna'), anna);
  clock.advance(2 * HOUR);
  answers.isBusy = true;
  assert.deepEqual(await profiles.of('page', 'anna'), anna);
  assert.equal(asked.length, 1);
  answers.isBusy = false;
  assert.deepEqual(await profiles.of('page', 'anna'), { name: 'Name of anna 2' });
});

test('of too many people those who wrote last are remembered', async () => {
  const { asked, profiles } = play();
  await profiles.of('page', 'anna');
  for (let n = 1; n < MAX_CACHED; n += 1) await profiles.of('page', `early ${n}`);
  await profiles.of('page', 'anna');
  await profiles.of('page', 'one more');
  asked.length = 0;
  await profiles.of('page', 'anna');
  await profiles.of('page', 'early 2');
  assert.deepEqual(asked, []);
  await profiles.of('page', 'early 1');
  assert.deepEqual(asked, ['early%201']);
});
