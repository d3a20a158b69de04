import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { REST_PATH, type FeedPage, type VisitorCredentials } from '../protocol.ts';
import { ensureWidget } from './built-widget.ts';
import { DeviceSocket } from './device-socket.ts';
import { openInAppStage, type InAppStage } from './in-app-stage.ts';
import { cid, userToken } from './people.ts';

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

async function call({ url }: InAppStage, path: string, { method = 'GET', headers = {}, body }: Call = {}) {
  const response = await fetch(`${url}${REST_PATH}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as never };
}

async function asUser(sub: string): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await userToken(sub)}` };
}

function write(at: InAppStage, headers: Record<string, string>, text: string, key = cid()) {
  return call(at, '/messages', { method: 'POST', headers: { ...headers, 'idempotency-key': key }, body: { text } });
}

describe('REST', () => {
  test('a visitor without anything gets a secret that works from then on', async () => {
    await using at = await openInAppStage();
    const session = await call(at, '/session', { method: 'POST' });
    const { visitor, me } = session.body as { visitor: VisitorCredentials; me: { kind: string } };
    assert.equal(me.kind, 'visitor');
    const headers = { authorization: `Visitor ${visitor.id}.${visitor.secret}` };
    assert.equal((await write(at, headers, 'hello')).status, 202);
    assert.equal((await call(at, '/session', { method: 'POST', headers })).body['visitor'], undefined);
  });

  test('what the app’s backend says of its user goes along with each message; what is no attribute is counted', async () => {
    await using at = await openInAppStage();
    const token = await userToken('anna', 600, { attributes: { plan: 'gold', seats: 12, tags: ['a'] } });
    assert.equal((await write(at, { authorization: `Bearer ${token}` }, 'hello')).status, 202);
    const [message] = await at.stage.received();
    assert.ok(message?.type === 'message');
    assert.deepEqual(message.profile.attributes, { plan: 'gold', seats: '12' });
    assert.match(await at.stage.metrics.metrics(), /reason="attributes-dropped"/);
  });

  test('socket and REST are one path: the same cid on both is one message, and their cursors are the same', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    const key = cid();
    const { id } = (await write(at, headers, 'hello', key)).body as { id: string };
    const device = await DeviceSocket.open(at.url, { credentials: { token: await userToken('anna') } });
    device.send({ type: 'message', cid: key, text: 'hello' });
    assert.equal((await device.frame('accepted')).id, id);

    const first = (await call(at, '/sync', { headers })).body as FeedPage;
    assert.equal(first.snapshot, true);
    assert.deepEqual(
      first.items.map((item) => item.cid),
      [key],
    );
    const [person = ''] = at.history.followed();
    at.history.reply(person, 'an answer');
    const next = (await call(at, `/sync?since=${first.cursor}`, { headers })).body as FeedPage;
    assert.equal(next.snapshot, false);
    assert.equal(next.items.length, 1);
    await device.frame('feed', ({ cursor }) => cursor === next.cursor);
    device.close();
  });

  test('a long poll answers as soon as something comes, and is let go when its caller leaves', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    const { cursor } = (await call(at, '/sync', { headers })).body as FeedPage;
    await waitFor(() => at.history.followed().length === 0, { describe: 'the first poll to end' });
    const waiting = call(at, `/sync?since=${cursor}&waitS=25`, { headers });
    await waitFor(() => at.history.followed().length === 1, { describe: 'the poll to wait' });
    at.history.reply(at.history.followed()[0] ?? '', 'an answer');
    assert.equal(((await waiting).body as FeedPage).items.length, 1);

    const gone = new AbortController();
    const left = fetch(`${at.url}${REST_PATH}/sync?since=cursor-1&waitS=25`, { headers, signal: gone.signal });
    await waitFor(() => at.history.followed().length === 1, { describe: 'the poll to wait' });
    gone.abort();
    await assert.rejects(left);
    await waitFor(() => at.history.followed().length === 0, { describe: 'the poll to be let go' });
  });

  test('an empty poll comes back with a cursor to go on from', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    const { cursor } = (await call(at, '/sync', { headers })).body as FeedPage;
    const empty = (await call(at, `/sync?since=${cursor}`, { headers })).body as FeedPage;
    assert.deepEqual([empty.items.length, empty.cursor, empty.live], [0, cursor, true]);
  });

  test('older pages follow each other to the beginning', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    const identity = at.life.host.identity('app', 'user:anna').identityId;
    for (let n = 1; n <= 7; n += 1) at.history.reply(identity, String(n));
    const texts: string[] = [];
    let before: string | undefined = '';
    while (before !== undefined) {
      const page = (await call(at, `/messages?limit=3${before === '' ? '' : `&before=${before}`}`, { headers }))
        .body as Pick<FeedPage, 'items' | 'older'>;
      texts.unshift(...page.items.flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? [part.text] : []))));
      before = page.older;
    }
    assert.deepEqual(texts, ['1', '2', '3', '4', '5', '6', '7']);
  });

  test('whoever does not say who they are gets nothing', async () => {
    await using at = await openInAppStage();
    const paths = ['/sync', '/messages'];
    for (const headers of [
      {},
      { authorization: 'Bearer nonsense' },
      { authorization: 'Basic YTpi' },
      { authorization: 'Visitor 00.secret' },
    ])
      for (const path of paths) assert.equal((await call(at, path, { headers })).status, 401, path);
    const bad = await call(at, '/sync', { headers: { ...(await asUser('anna')), 'x-app': 'unknown' } });
    assert.equal(bad.status, 403);
  });

  test('while history is away reading says 503, while the log is away writing does, with when to come again', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    at.stage.failPublishing('refused');
    const refused = await write(at, headers, 'hello');
    assert.equal(refused.status, 503);
    assert.ok(refused.headers.get('retry-after'));
    at.stage.failPublishing(undefined);
    await at.history.stop();
    assert.equal((await call(at, '/messages', { headers })).status, 503);
    await at.history.start(Number(at.history.address.split(':')[1]));
  });

  test('receipts need an item, and land on the log', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    for (const upTo of [undefined, '', 7, 'x'.repeat(65)])
      assert.equal((await call(at, '/read', { method: 'POST', headers, body: { upTo } })).status, 400);
    assert.equal((await call(at, '/read', { method: 'POST', headers, body: { upTo: 'r_1' } })).status, 204);
  });

  test('pages of other origins may call, unless the app names its own', async () => {
    await using at = await openInAppStage({
      apps: [{ id: 'shop', label: 'Shop', origins: ['https://shop.example.org'] }],
    });
    const from = (origin: string) => call(at, '/session', { method: 'POST', headers: { origin } });
    const own = await from('https://shop.example.org');
    assert.equal(own.status, 200);
    assert.equal(own.headers.get('access-control-allow-origin'), 'https://shop.example.org');
    const foreign = await from('https://evil.example.org');
    assert.equal(foreign.status, 403);
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
    const preflight = await call(at, '/messages', {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example.org' },
    });
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /idempotency-key/);
  });
});

test('the widget’s script is served to pages of any origin, and not again while it is unchanged', async () => {
  await ensureWidget();
  await using at = await openInAppStage();
  const first = await fetch(`${at.url}/widget.js`);
  assert.equal(first.status, 200);
  assert.match(first.headers.get('content-type') ?? '', /javascript/);
  assert.equal(first.headers.get('access-control-allow-origin'), '*');
  await first.arrayBuffer();
  const again = await fetch(`${at.url}/widget.js`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
  });
  assert.equal(again.status, 304);
});

test('what a page’s own worker imports names the app that was asked for', async () => {
  const apps = [
    { id: 'app', label: 'In-app chat' },
    { id: 'shop', label: 'A "shop"' },
  ];
  await using at = await openInAppStage({ apps });
  const script = await fetch(`${at.url}/widget-push.js?app=shop`);
  assert.match(script.headers.get('content-type') ?? '', /javascript/);
  assert.ok((await script.text()).startsWith('self.onethreadApp = {"id":"shop","label":"A \\"shop\\""};\n'));
  assert.match(await (await fetch(`${at.url}/widget-push.js`)).text(), /"id":"app"/);
  const unknown = await fetch(`${at.url}/widget-push.js?app=nobody`);
  assert.equal(unknown.status, 404);
  await unknown.arrayBuffer();
});
