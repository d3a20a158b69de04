import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FoundPeople, LinkPreview, MatchPage, Person } from '../wire/identity.ts';
import type { DeskFixture } from './desk-fixture.ts';
import { startDesk } from './desk-fixture.ts';

const who = (id: string, change: object = {}) => ({
  identityId: id,
  customerId: `c_${id}`,
  channel: 'pigeon',
  name: `Name of ${id}`,
  address: `${id}@example.com`,
  ...change,
});

async function startWithTwo(): Promise<DeskFixture> {
  const desk = await startDesk();
  for (const id of ['one', 'two']) {
    desk.routing.addConversation(`v-${id}`, [who(id)], { customerId: `c_${id}` });
    desk.routing.customerWrites(`v-${id}`, [{ text: { text: `I am ${id}`, html: '' } }]);
  }
  return desk;
}

test('an agent looks, links with a note, sees one thread, and takes it back', async () => {
  await using desk = await startWithTwo();
  desk.routing.addAgent('ada', { name: 'Ada' });
  const cookie = await desk.signUp('ada');
  const get = async <T>(path: string) => (await (await desk.call(`/desk/v1${path}`, { cookie })).json()) as T;
  const post = (path: string, json: unknown) => desk.call(`/desk/v1${path}`, { method: 'POST', cookie, json });

  const preview = (await (await post('/people/c_one/preview', { otherCustomerId: 'c_two' })).json()) as LinkPreview;
  assert.deepEqual([preview.obstacle, preview.sides.map((side) => side.items)], ['', [2]]);
  const linked = (await (
    await post('/people/c_one/link', { otherCustomerId: 'c_two', note: ' Said so on the phone. ' })
  ).json()) as Person;
  assert.deepEqual(
    linked.identities.map(({ identityId, proved }) => [identityId, proved]),
    [
      ['one', true],
      ['two', false],
    ],
  );
  assert.deepEqual(
    linked.audit.map(({ action, agentName, note }) => [action, agentName, note]),
    [['linked', 'Ada', 'Said so on the phone.']],
  );
  const [link] = linked.links;
  assert.deepEqual([link?.evidence, link?.proved, link?.byAgentName], ['agent', false, 'Ada']);
  const thread = await get<{ items: unknown[] }>('/customers/c_two/items');
  assert.equal(thread.items.length, 2);

  const undo = (await (await post('/people/c_two/preview', { linkId: link?.linkId })).json()) as LinkPreview;
  assert.equal(undo.sides.length, 2);
  assert.equal((await post('/people/c_one/unlink', { linkId: link?.linkId })).status, 200);
  assert.equal((await get<Person>('/people/c_two')).identities.length, 1);
  assert.equal((await get<{ items: unknown[] }>('/customers/c_two/items')).items.length, 1);
});

test('what stands in the way of a link is a conflict with its reason', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  for (const id of ['one', 'two']) desk.routing.addConversation(`v-${id}`, [who(id, { verified: true })]);
  const post = (path: string, json: unknown) => desk.call(`/desk/v1${path}`, { method: 'POST', cookie, json });
  const preview = (await (await post('/people/c_one/preview', { otherCustomerId: 'c_two' })).json()) as LinkPreview;
  assert.equal(preview.obstacle, 'two-users');
  assert.match(preview.explanation, /two users/);
  const refused = await post('/people/c_one/link', { otherCustomerId: 'c_two' });
  assert.deepEqual(
    [refused.status, ((await refused.json()) as { error: { code: string } }).error.code],
    [409, 'conflict'],
  );
});

test('possible matches are listed, accepted, and dismissed for good', async () => {
  await using desk = await startWithTwo();
  const cookie = await desk.signUp('admin');
  const reasons = [{ code: 'same-name', text: 'Both are called so.' }];
  desk.routing.identity.raise('m1', { customerId: 'c_one', otherCustomerId: 'c_two', reasons });
  desk.routing.identity.raise('m2', { customerId: 'c_two', otherCustomerId: 'c_one', reasons });
  const open = async () => (await (await desk.call('/desk/v1/matches', { cookie })).json()) as MatchPage;
  const decide = (id: string, json: unknown) =>
    desk.call(`/desk/v1/matches/${id}/decide`, { method: 'POST', cookie, json });

  assert.deepEqual(
    (await open()).matches.map(({ matchId, otherIdentities }) => [matchId, otherIdentities.length]),
    [
      ['m1', 1],
      ['m2', 1],
    ],
  );
  assert.equal((await decide('m2', { accept: false, note: 'Father and son.' })).status, 200);
  assert.equal((await decide('m1', { accept: true })).status, 200);
  assert.deepEqual((await open()).matches, []);
  assert.deepEqual(
    [...desk.routing.identity.decided],
    [
      ['m2', 'dismissed'],
      ['m1', 'accepted'],
    ],
  );
  assert.equal((await decide('m3', { accept: true })).status, 404);
  assert.equal((await decide('m1', { accept: 'yes' })).status, 400);
});

test('people are found by name and address', async () => {
  await using desk = await startWithTwo();
  const cookie = await desk.signUp('admin');
  const find = (query: string) => desk.call(`/desk/v1/people?query=${encodeURIComponent(query)}`, { cookie });
  const found = (await (await find('two@EXAMPLE')).json()) as FoundPeople;
  assert.deepEqual(
    found.people.map(({ customerId, name }) => [customerId, name]),
    [['c_two', 'Name of two']],
  );
  assert.equal((await find('x')).status, 400);
  assert.equal((await find('x'.repeat(201))).status, 400);
});

test('identity routes need a session and the desk’s own pages, and take no foreign shape', async () => {
  await using desk = await startWithTwo();
  const cookie = await desk.signUp('admin');
  assert.equal((await desk.call('/desk/v1/people/c_one')).status, 401);
  assert.equal((await desk.call('/desk/v1/matches')).status, 401);
  assert.equal((await desk.call('/desk/v1/search?query=hello')).status, 401);
  const link = { method: 'POST', json: { otherCustomerId: 'c_two' } } as const;
  assert.equal((await desk.call('/desk/v1/people/c_one/link', link)).status, 401);
  const foreign = { ...link, cookie, headers: { origin: 'https://evil.example' } };
  assert.equal((await desk.call('/desk/v1/people/c_one/link', foreign)).status, 403);
  const post = (path: string, json: unknown) => desk.call(`/desk/v1${path}`, { method: 'POST', cookie, json });
  assert.equal((await post('/people/c_one/preview', {})).status, 400);
  assert.equal((await post('/people/c_one/preview', { otherCustomerId: 'c_two', linkId: 'l' })).status, 400);
  assert.equal((await post('/people/c_one/link', { otherCustomerId: 'c_two', note: 'x'.repeat(501) })).status, 400);
  assert.equal((await desk.call('/desk/v1/people/c_none', { cookie })).status, 404);
  assert.equal(desk.routing.identity.links.length, 0);
});
