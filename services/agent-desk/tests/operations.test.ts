import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeadLetterContent, DeadLetterPage, ParkedPage } from '../wire/operations.ts';
import { startDesk } from './desk-fixture.ts';

test('administrators look at dead letters, correct, replay and give up; others may not', async () => {
  await using desk = await startDesk();
  const { operations } = desk.routing;
  desk.routing.addAgent('ada');
  operations.addLetter('one');
  operations.addLetter('two', { topic: 'outbound.pigeon.v1', offset: 7 });
  const admin = await desk.signUp('admin');
  const ada = await desk.signUp('ada');
  const post = (path: string, json: unknown, cookie = admin) =>
    desk.call(`/desk/v1/dead-letters/${path}`, { method: 'POST', cookie, json });

  assert.equal((await desk.call('/desk/v1/dead-letters', { cookie: ada })).status, 403);
  assert.equal((await desk.call('/desk/v1/dead-letters/one', { cookie: ada })).status, 403);
  assert.equal((await post('one/replay', {}, ada)).status, 403);

  const page = (await (
    await desk.call('/desk/v1/dead-letters?state=open', { cookie: admin })
  ).json()) as DeadLetterPage;
  assert.deepEqual([page.open, page.deadLetters.map(({ deadLetterId }) => deadLetterId)], [2, ['one', 'two']]);
  assert.equal((await desk.call('/desk/v1/dead-letters?state=lost', { cookie: admin })).status, 400);
  const one = (await (await desk.call('/desk/v1/dead-letters/one', { cookie: admin })).json()) as DeadLetterContent;
  assert.equal(one.value, '{"version":1,"parts":[{"kind":"text"}]}');
  assert.equal((await desk.call('/desk/v1/dead-letters/three', { cookie: admin })).status, 404);

  assert.equal((await post('one/replay', { correctedValue: '{}' })).status, 200);
  assert.equal(((await (await post('one/replay', {})).json()) as { already: boolean }).already, true);
  assert.deepEqual(operations.replayed, [{ deadLetterId: 'one', correctedValue: '{}' }]);
  assert.equal((await post('two/drop', { reason: '  ' })).status, 400);
  assert.equal((await post('two/drop', { reason: 'A test of the provider.' })).status, 200);
  assert.equal(operations.letter('two').decisionReason, 'A test of the provider.');
});

test('administrators see which replies wait, have them tried, and give them up', async () => {
  await using desk = await startDesk();
  const { operations } = desk.routing;
  operations.addParked('i1');
  operations.addParked('i2', { channel: 'raven' });
  const admin = await desk.signUp('admin');
  const post = (path: string, json: unknown) =>
    desk.call(`/desk/v1/parked/${path}`, { method: 'POST', cookie: admin, json });

  const page = (await (await desk.call('/desk/v1/parked?channel=raven', { cookie: admin })).json()) as ParkedPage;
  assert.deepEqual([page.parked.map(({ identityId }) => identityId), page.counts], [['i2'], { pigeon: 1, raven: 1 }]);
  assert.equal((await post('retry', {})).status, 400);
  assert.equal((await post('retry', { channel: 'pigeon' })).status, 200);
  assert.equal((await post('retry', { identityIds: ['i2'] })).status, 200);
  assert.deepEqual(operations.retried, ['i1', 'i2']);
  assert.equal((await post('drop', { identityIds: ['i2'], reason: '' })).status, 400);
  assert.equal((await post('drop', { identityIds: ['i2'], reason: 'The number is wrong.' })).status, 200);
  assert.deepEqual(operations.dropped, [{ identityId: 'i2', reason: 'The number is wrong.' }]);
});
