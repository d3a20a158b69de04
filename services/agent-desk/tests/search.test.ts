import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ItemPage } from '../wire/api.ts';
import type { SearchPage } from '../wire/search.ts';
import { startDesk } from './desk-fixture.ts';

const text = (words: string) => [{ text: { text: words, html: '' } }];

test('a search gives excerpts with their marks, over all threads or in one, page by page', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  for (const id of ['a', 'b']) {
    desk.routing.addConversation(`v-${id}`, [{ identityId: id, channel: 'pigeon', name: `Person ${id}` }]);
    desk.routing.customerWrites(`v-${id}`, text(`Where is my parcel? says ${id}`));
  }
  const search = (query: string) => desk.call(`/desk/v1/search?${query}`, { cookie });
  const all = (await (await search('query=parcel')).json()) as SearchPage;
  assert.deepEqual(
    all.hits.map(({ customerName, kind }) => [customerName, kind]),
    [
      ['Person b', 'message'],
      ['Person a', 'message'],
    ],
  );
  const [hit] = all.hits;
  assert.equal(hit?.excerpt.slice(hit.marks[0], hit.marks[1]), 'parcel');
  const within = (await (await search('query=parcel&customerId=c_v-a')).json()) as SearchPage;
  assert.deepEqual(
    within.hits.map((one) => one.conversationId),
    ['v-a'],
  );
  const first = (await (await search('query=parcel&pageSize=1')).json()) as SearchPage;
  const second = (await (
    await search(`query=parcel&pageSize=1&pageToken=${first.nextPageToken}`)
  ).json()) as SearchPage;
  assert.deepEqual([first.hits.length, second.hits.length, second.nextPageToken], [1, 1, '']);
  assert.equal((await search('query=p')).status, 400);
  assert.equal((await search('query=parcel&pageSize=101')).status, 400);
});

test('too many searches of one agent at once are refused, and those that end make room', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const gate = Promise.withResolvers<void>();
  desk.routing.heldSearches.set('slow', gate.promise);
  const search = (query: string) => desk.call(`/desk/v1/search?query=${query}`, { cookie });
  const held = Array.from({ length: 8 }, () => search('slow'));
  while (desk.routing.searches.length < 8) await new Promise((done) => setImmediate(done));
  assert.equal((await search('quick')).status, 503);
  gate.resolve();
  for (const answer of await Promise.all(held)) assert.equal(answer.status, 200);
  assert.equal((await search('quick')).status, 200);
});

test('a page around an instant holds what stood before and after it, and goes on both ways', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  desk.routing.addConversation('v1', [{ identityId: 'i1', channel: 'pigeon' }]);
  for (let at = 0; at < 100; at++) desk.routing.put('v1', { itemId: `i${at}`, message: { parts: text(String(at)) } });
  const list = async (query: string) =>
    (await (await desk.call(`/desk/v1/customers/c_v1/items?${query}`, { cookie })).json()) as ItemPage;
  const around = await list(`aroundUs=${Number(desk.routing.items.get('i40')?.atUs)}&pageSize=20`);
  assert.deepEqual([around.items[0]?.itemId, around.items.at(-1)?.itemId], ['i31', 'i50']);
  const newer = await list(`pageToken=${around.newerPageToken}&newer=1&pageSize=10`);
  assert.deepEqual([newer.items[0]?.itemId, newer.items.length], ['i51', 10]);
  const older = await list(`pageToken=${around.olderPageToken}&pageSize=10`);
  assert.deepEqual([older.items.at(-1)?.itemId, older.items.length], ['i30', 10]);
  assert.equal((await desk.call('/desk/v1/customers/c_v1/items?aroundUs=-1', { cookie })).status, 400);
});
