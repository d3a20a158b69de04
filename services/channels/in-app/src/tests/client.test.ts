import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, test } from 'node:test';
import { Client, createDevice, Uploads, type DeviceOptions, type StorageArea } from '@onethread/client';
import { waitFor } from '@onethread/testkit';
import { openInAppStage, type InAppStage } from './in-app-stage.ts';
import { userToken } from './people.ts';

const clients = new Set<Client>();
afterEach(() => {
  for (const client of clients) client.close();
  clients.clear();
});

/** What a phone's SDK would keep its values in. */
function memory(): StorageArea {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/** A process that uses the client as any app would, with this process's own fetch and WebSocket. */
function deviceOf(at: InAppStage, area: StorageArea, over: Partial<DeviceOptions> = {}): Client {
  const client = new Client(
    createDevice({ serverUrl: `${at.url}/`, client: 'test-sdk/1.0', app: 'app', storage: () => area, ...over }),
  );
  clients.add(client);
  return client;
}

const textsOf = (client: Client): string[] =>
  client.view.session?.feed.items.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])),
  ) ?? [];

async function textsOnLog(at: InAppStage): Promise<string[]> {
  return (await at.stage.received()).flatMap((record) =>
    record.type === 'message' ? record.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])) : [],
  );
}

const live = (client: Client) =>
  waitFor(() => (client.view.session?.feed.live === true ? client.session : undefined), { describe: 'the feed' });
const shows = (client: Client, text: string) =>
  waitFor(() => textsOf(client).includes(text), { describe: `"${text}" in the feed` });
const person = (at: InAppStage) => waitFor(() => at.history.followed()[0], { describe: 'a feed to be followed' });

describe('the client with a real server', () => {
  test('writes, hears of answers and typing, counts them and says that they were read', async () => {
    await using at = await openInAppStage();
    const client = deviceOf(at, memory());
    const heard: string[] = [];
    const counts: number[] = [];
    client.on('message', ({ agentName = '' }) => heard.push(agentName));
    client.on('unread', (count) => counts.push(count));
    client.enter();
    const session = await live(client);
    assert.ok(session.write('hello'));
    await shows(client, 'hello');
    assert.deepEqual(client.view.session?.outgoing, [], 'it left the queue when the feed showed it');

    const who = await person(at);
    at.history.agentTypes(who);
    await waitFor(() => client.view.session?.typingAgent === 'Anna Berger', { describe: 'typing' });
    at.history.reply(who, 'an answer');
    await shows(client, 'an answer');
    assert.deepEqual([heard, counts, client.view.session?.typingAgent], [['Anna Berger'], [1], undefined]);
    session.markRead();
    await waitFor(() => at.history.feed(who).state().unread === 0, { describe: 'the server to know' });
  });

  test('goes on from its cursor after it was closed: nothing is missing, nothing comes twice', async () => {
    await using at = await openInAppStage();
    const area = memory();
    const first = deviceOf(at, area);
    first.enter();
    (await live(first)).write('before');
    await shows(first, 'before');
    const who = await person(at);
    const { cursor } = first.view.session?.feed ?? {};
    first.close();
    for (let n = 1; n <= 30; n += 1) at.history.reply(who, `missed ${n}`);

    const second = deviceOf(at, area);
    second.start();
    await shows(second, 'missed 30');
    assert.equal(textsOf(second).length, 31);
    assert.ok(cursor !== undefined && at.history.askedFrom.length > 1);
  });

  test('what was written without a network survives a restart and is sent once, in order', async () => {
    await using at = await openInAppStage();
    const area = memory();
    const first = deviceOf(at, area);
    first.enter();
    (await live(first)).write('one');
    await shows(first, 'one');
    first.networkLost();
    first.session?.write('two');
    first.session?.write('three');
    assert.deepEqual([first.view.session?.connection, first.view.session?.outgoing.length], ['offline', 2]);
    first.close();

    const second = deviceOf(at, area);
    second.start();
    await shows(second, 'three');
    assert.deepEqual(await textsOnLog(at), ['one', 'two', 'three']);
  });

  test('two processes of one device, with locks, send each message once', async () => {
    await using at = await openInAppStage();
    const [area, changes, name] = [memory(), new EventTarget(), randomBytes(4).toString('hex')];
    const both = [1, 2].map(() => deviceOf(at, area, { name, changes, locks: navigator.locks }));
    for (const client of both) {
      client.enter();
      await live(client);
    }
    both[0]?.session?.write('left');
    both[1]?.session?.write('right');
    for (const client of both) for (const text of ['left', 'right']) await shows(client, text);
    const entries = (await at.stage.received()).map(({ entryId }) => entryId);
    assert.deepEqual([entries.length, new Set(entries).size], [2, 2]);
  });

  test('a file is uploaded without a browser, and goes along', async () => {
    await using at = await openInAppStage();
    const client = deviceOf(at, memory());
    client.enter();
    const session = await live(client);
    const uploads = new Uploads({
      rest: client.rest,
      credentials: async () => (await client.proof()).credentials,
      changed: () => {},
    });
    uploads.add([new File(['a few words'], 'notes.txt', { type: 'text/plain' })]);
    const done = await waitFor(() => uploads.attachments[0]?.done, { describe: 'the upload' });
    session.write('', [done]);
    const part = await waitFor(() => client.view.session?.feed.items[0]?.parts[0], { describe: 'the message' });
    assert.deepEqual(
      [part.kind, 'name' in part && part.name, uploads.attachments[0]?.progress],
      ['file', 'notes.txt', 1],
    );
  });

  test('a visitor who signs in brings their thread, and what they say of themselves goes along with what they write', async () => {
    await using at = await openInAppStage();
    const area = memory();
    const client = deviceOf(at, area, { context: () => ({ app: { version: '3.2' } }) });
    client.enter();
    const visitor = await live(client);
    await client.tellProfile({ name: 'Anna', fields: { plan: 'gold' } });
    visitor.write('as a visitor');
    await shows(client, 'as a visitor');
    const told = (await at.stage.received()).findLast(({ type }) => type === 'message');
    assert.ok(told?.type === 'message');
    const { name, context } = told.profile;
    assert.deepEqual([name, context?.fields, context?.app], ['Anna', { plan: 'gold' }, { version: '3.2' }]);

    client.identify(() => userToken('anna'));
    await waitFor(() => client.session?.person === 'user.anna' && client.view.session?.feed.live, { describe: 'Anna' });
    await shows(client, 'as a visitor');
  });

  test('older pages come until there are none', async () => {
    await using at = await openInAppStage();
    const area = memory();
    const first = deviceOf(at, area);
    first.enter();
    (await live(first)).write('the very first');
    await shows(first, 'the very first');
    const who = await person(at);
    for (let n = 1; n <= 120; n += 1) at.history.reply(who, `answer ${n}`);
    await shows(first, 'answer 120');
    first.close();
    // The device has forgotten all but who it is.
    for (const key of Array.from({ length: area.length }, (_item, index) => area.key(index) ?? ''))
      if (key.includes('/feed/')) area.removeItem(key);
    const second = deviceOf(at, area);
    second.start();
    await shows(second, 'answer 120');
    assert.ok(!textsOf(second).includes('the very first'));
    while (second.view.session?.feed.hasOlder === true) await second.session?.loadOlder();
    assert.deepEqual([textsOf(second).length, textsOf(second)[0]], [121, 'the very first']);
  });

  test('the choices of the app are served, also of the one that is not named', async () => {
    await using at = await openInAppStage({
      apps: [
        {
          id: 'app',
          label: 'Shop',
          preChat: [{ name: 'name', kind: 'text', label: { en: 'Name', uk: 'Ім’я' }, required: true }],
        },
      ],
    });
    for (const app of ['app', undefined]) {
      const settings = await deviceOf(at, memory(), { app }).rest.settings('uk');
      assert.deepEqual([settings.label, settings.preChat[0]?.label, settings.context], ['Shop', 'Ім’я', 'ask']);
    }
  });
});
