import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outboundTopic } from '@onethread/contracts';
import { waitFor } from '@onethread/testkit';
import { REST_PATH, type AppSettings, type VisitorCredentials } from '../protocol.ts';
import { DeviceSocket } from './device-socket.ts';
import { openInAppStage, type InAppStage } from './in-app-stage.ts';
import { cid, userToken } from './people.ts';

const bearer = async (sub: string, claims = {}): Promise<string> => `Bearer ${await userToken(sub, 600, claims)}`;

async function put(at: InAppStage, path: string, authorization: string, body: unknown): Promise<number> {
  const response = await fetch(`${at.url}${REST_PATH}${path}`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.status;
}

/** The profile with which the next message of this person is told. */
async function toldWithMessage(at: InAppStage, authorization: string) {
  const before = (await at.stage.received()).length;
  const response = await fetch(`${at.url}${REST_PATH}/messages`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': cid() },
    body: JSON.stringify({ text: 'hello' }),
  });
  assert.equal(response.status, 202);
  const messages = await waitFor(
    async () => {
      const all = await at.stage.received();
      return all.length > before ? all : undefined;
    },
    { describe: 'the message' },
  );
  const last = messages.findLast(({ type }) => type === 'message');
  assert.ok(last?.type === 'message');
  return last.profile;
}

async function visitor(at: InAppStage): Promise<VisitorCredentials> {
  const response = await fetch(`${at.url}${REST_PATH}/session`, { method: 'POST' });
  return ((await response.json()) as { visitor: VisitorCredentials }).visitor;
}
const asVisitor = ({ id, secret }: VisitorCredentials): string => `Visitor ${id}.${secret}`;

describe('what people say of themselves', () => {
  test('the page and device of a socket go along with the next message, without query and fragment', async () => {
    await using at = await openInAppStage();
    const device = await DeviceSocket.open(at.url);
    device.send({
      type: 'context',
      context: {
        page: { url: 'https://shop.example/cart?token=secret#x', title: 'Cart' },
        device: { browser: 'Firefox 141', language: 'pl-PL' },
      },
    });
    device.send({ type: 'context', context: { app: { version: '3.2' } } });
    const id = cid();
    device.send({ type: 'message', cid: id, text: 'hello' });
    await device.frame('accepted', (frame) => frame.cid === id);
    const [message] = await at.stage.received();
    assert.ok(message?.type === 'message');
    assert.deepEqual(message.profile.context, {
      page: { url: 'https://shop.example/cart', title: 'Cart' },
      device: { browser: 'Firefox 141', language: 'pl-PL' },
      app: { version: '3.2' },
    });
    assert.equal(message.profile.language, 'pl-PL');
    device.close();
  });

  test('a visitor’s name and address are claims, never proofs, and what is taken back is told as gone', async () => {
    await using at = await openInAppStage();
    const authorization = asVisitor(await visitor(at));
    const said = {
      name: 'Anna',
      email: 'anna@example.org',
      fields: { topic: 'Refund' },
      provedEmail: 'boss@example.org',
    };
    assert.equal(await put(at, '/profile', authorization, said), 204);
    assert.equal(
      await put(at, '/context', authorization, { context: { page: { url: 'https://shop.example/' } } }),
      204,
    );
    const profile = await toldWithMessage(at, authorization);
    assert.deepEqual([profile.name, profile.email, profile.provedEmail], ['Anna', 'anna@example.org', undefined]);
    assert.deepEqual(profile.context, { page: { url: 'https://shop.example/' }, fields: { topic: 'Refund' } });
    assert.equal(await put(at, '/context', authorization, { context: null }), 204);
    assert.equal(await put(at, '/profile', authorization, { fields: {} }), 204);
    assert.deepEqual((await toldWithMessage(at, authorization)).context, {});
  });

  test('what the app’s backend says of its user stands, and a typed name is no vouched one', async () => {
    await using at = await openInAppStage();
    const authorization = await bearer('anna', { name: 'Anna Nowak', email: 'anna@work.example' });
    assert.equal(await put(at, '/profile', authorization, { name: 'The boss', email: 'boss@example.org' }), 204);
    const profile = await toldWithMessage(at, authorization);
    assert.deepEqual([profile.name, profile.email], ['Anna Nowak', 'anna@work.example']);
    assert.deepEqual(profile.context, { fields: { name: 'The boss' } });
  });

  test('a visitor who signs in takes along what the user has not said themselves', async () => {
    await using at = await openInAppStage();
    const before = await visitor(at);
    await put(at, '/profile', asVisitor(before), { fields: { topic: 'Refund' } });
    const authorization = await bearer('anna');
    const joined = await fetch(`${at.url}${REST_PATH}/session`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ from: before }),
    });
    assert.equal(((await joined.json()) as { joined: boolean }).joined, true);
    assert.deepEqual((await toldWithMessage(at, authorization)).context, { fields: { topic: 'Refund' } });
  });

  test('an app whose operator wants no context keeps none', async () => {
    await using at = await openInAppStage({ apps: [{ id: 'app', label: 'App', context: 'off' }] });
    const authorization = await bearer('anna');
    assert.equal(await put(at, '/context', authorization, { context: { app: { version: '1' } } }), 204);
    assert.equal((await toldWithMessage(at, authorization)).context, undefined);
    assert.match(await at.stage.metrics.metrics(), /reason="context-off"/);
  });

  test('nobody says anything without a proof of who they are, malformed things are named, and too many are refused', async () => {
    await using at = await openInAppStage();
    const authorization = await bearer('anna');
    for (const path of ['/profile', '/context']) assert.equal(await put(at, path, '', { context: {} }), 401);
    for (const body of [{}, [], { context: [] }, { context: { page: 'x' } }, { context: { trail: [{ at: 1 }] } }])
      assert.equal(await put(at, '/context', authorization, body), 400, JSON.stringify(body));
    const answers = new Set<number>();
    for (let n = 0; n < 25; n += 1) answers.add(await put(at, '/profile', authorization, { name: `n${n}` }));
    assert.deepEqual(answers, new Set([204, 429]));
  });
});

const ask = (at: InAppStage, path: string, origin: string): Promise<Response> =>
  fetch(`${at.url}${REST_PATH}/apps/${path}`, { headers: { origin } });

describe('settings of an app', () => {
  const apps = [
    {
      id: 'shop',
      label: 'Shop',
      origins: ['https://shop.example'],
      context: 'always' as const,
      languages: ['en', 'pl'],
      preChat: [
        { name: 'name', kind: 'text' as const, label: { en: 'Your name', pl: 'Imię' }, required: true },
        { name: 'topic', kind: 'choice' as const, label: 'Topic', required: false, options: [{ value: 'refund' }] },
      ],
    },
    { id: 'plain', label: 'Plain' },
  ];
  test('are served to the app’s own pages, in their language, and may be cached', async () => {
    await using at = await openInAppStage({ apps });
    const response = await ask(at, 'shop/settings?language=pl-PL', 'https://shop.example');
    assert.equal(response.headers.get('access-control-allow-origin'), 'https://shop.example');
    assert.match(response.headers.get('cache-control') ?? '', /public, max-age=\d+/);
    assert.match(response.headers.get('vary') ?? '', /origin/i);
    const settings = (await response.json()) as AppSettings;
    assert.deepEqual(settings, {
      app: 'shop',
      label: 'Shop',
      preChat: [
        { name: 'name', kind: 'text', label: 'Imię', required: true },
        {
          name: 'topic',
          kind: 'choice',
          label: 'Topic',
          required: false,
          options: [{ value: 'refund', label: 'refund' }],
        },
      ],
      context: 'always',
      languages: ['en', 'pl'],
    });
    const other = (await (await ask(at, 'shop/settings?language=ja', 'https://shop.example')).json()) as AppSettings;
    assert.equal(other.preChat[0]?.label, 'Your name');
  });

  test('are not for pages that may not embed it, and none of unknown apps; who chose nothing asks nothing', async () => {
    await using at = await openInAppStage({ apps });
    assert.equal((await ask(at, 'shop/settings', 'https://evil.example')).status, 403);
    assert.equal((await ask(at, 'unknown/settings', 'https://shop.example')).status, 404);
    const plain = (await (await ask(at, 'plain/settings', 'https://any.example')).json()) as AppSettings;
    assert.deepEqual(plain, { app: 'plain', label: 'Plain', preChat: [], context: 'ask', languages: [] });
  });

  test('nothing of it is told any more once the person was erased', async () => {
    await using at = await openInAppStage();
    const anna = await bearer('anna');
    assert.equal(await put(at, '/profile', anna, { fields: { order: '4711' } }), 204);
    assert.deepEqual((await toldWithMessage(at, anna)).context, { fields: { order: '4711' } });
    const received = (await at.stage.received()).findLast(({ type }) => type === 'message');
    assert.ok(received?.type === 'message');
    const { identity } = received;
    const value = JSON.stringify({ version: 1, occurredAt: Date.now(), type: 'forget', identity });
    await at.stage.log.publish([{ topic: outboundTopic('in-app').name, key: identity.identityId, value }]);
    await waitFor(async () => (await toldWithMessage(at, anna)).context === undefined, { describe: 'it is forgotten' });
  });
});
