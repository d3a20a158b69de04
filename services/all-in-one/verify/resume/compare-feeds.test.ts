import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { compareFeed } from './compare-feeds.ts';
import { ResumingApp, type ToldItem } from './resuming-app.ts';

const item = (n: number, text = `text ${n}`): ToldItem => ({
  id: `item-${n}`,
  at: n,
  rev: 1,
  mine: true,
  cid: `cid-${n}`,
  parts: [{ kind: 'text', text }],
});

/** Four messages in two pages, as the app's server tells them. */
const pages = {
  '/in-app/v1/sync': { items: [item(3), item(4)], older: 'x' },
  '/in-app/v1/messages': { items: [item(1), item(2)] },
};
const server = createServer(({ url = '' }, response) => {
  response.end(JSON.stringify(pages[url.split('?')[0] as keyof typeof pages]));
});
let address = '';

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => void server.close());

function showing(...items: readonly ToldItem[]): ResumingApp {
  const app = new ResumingApp(address, 'somebody');
  for (const one of items) app.items.set(one.id, one);
  return app;
}

test('an app that shows the whole feed, or all of it from some item on, has no fault', async () => {
  const none = { gaps: [], inventions: [], doubles: [], lost: [] };
  assert.deepEqual(await compareFeed(address, showing(item(1), item(2), item(3), item(4))), none);
  assert.deepEqual(await compareFeed(address, showing(item(3), item(4))), none);
});

test('what is missing in between, invented, said twice or lost is found', async () => {
  assert.deepEqual((await compareFeed(address, showing(item(1), item(4)))).gaps, ['item-2', 'item-3']);
  assert.deepEqual((await compareFeed(address, showing())).gaps.length, 4);
  const odd = showing(item(1), item(2), item(3), item(4), item(9, 'text 4'));
  odd.accepted.set('cid-7', 'text 7');
  const { inventions, doubles, lost } = await compareFeed(address, odd);
  assert.deepEqual([inventions, doubles, lost], [['item-9'], ['item-4'], ['cid-7']]);
});
