import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fromGrpcError, type FeedItem, type FeedUpdate, type FollowFeedResponse } from '@onethread/rpc';
import { openRouting, person, type Person, type TestRouting } from './testing/open-routing.ts';

let routing: TestRouting;
before(async () => {
  routing = await openRouting();
});
after(() => routing.close());

/** A customer's own view: merges by `rev`, replaces on a snapshot. */
class Feed {
  items = new Map<string, FeedItem>();
  last: FeedUpdate | undefined;
  snapshots = 0;
  typing: string[] = [];
  readonly stream;
  #wake = Promise.withResolvers<void>();

  constructor(identityId: string, cursor = '') {
    this.stream = routing.feeds.followFeed({ identityId, cursor });
    this.stream.on('data', (event: FollowFeedResponse) => this.#take(event));
    this.stream.on('error', () => {});
  }

  #take({ update, activity }: FollowFeedResponse): void {
    if (activity) this.typing.push(activity.agentName);
    if (update) {
      this.last = update;
      if (update.snapshot) {
        this.items.clear();
        this.snapshots += 1;
      }
      for (const item of update.items)
        if ((this.items.get(item.itemId)?.rev ?? 0) < item.rev) this.items.set(item.itemId, item);
    }
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }

  async until(holds: (feed: Feed) => boolean): Promise<void> {
    while (!holds(this)) await this.#wake.promise;
  }

  texts(): (string | undefined)[] {
    return [...this.items.values()].toSorted((a, b) => a.atUs - b.atUs).map(({ parts }) => parts[0]?.text?.text);
  }
}

async function conversationOf({ customerId }: Person): Promise<string> {
  for (;;) {
    const { conversations } = await routing.history.listConversations({});
    const own = conversations.find((one) => one.customerId === customerId);
    if (own) return own.conversationId;
  }
}

test('a feed begins empty, tells live, and goes on without gap or double from any cursor', async () => {
  const visitor = person('visitor');
  const feed = new Feed(visitor.identityId);
  await feed.until(({ last }) => last?.live === true);
  assert.equal(feed.snapshots, 1);
  const cursors: { cursor: string; items: Map<string, FeedItem> }[] = [];
  for (let n = 1; n <= 6; n += 1) {
    await routing.writes(visitor, `message ${n}`);
    await feed.until(({ items }) => items.size === n);
    cursors.push({ cursor: feed.last?.cursor ?? '', items: new Map(feed.items) });
  }
  feed.stream.cancel();
  for (const { cursor, items } of cursors) {
    const back = new Feed(visitor.identityId, cursor);
    back.items = items;
    await back.until(({ last }) => last?.live === true);
    assert.equal(back.snapshots, 0);
    assert.deepEqual(
      back.texts(),
      [1, 2, 3, 4, 5, 6].map((n) => `message ${n}`),
    );
    back.stream.cancel();
  }
  const lost = new Feed(visitor.identityId, 'not a cursor');
  await lost.until(({ last }) => last?.live === true);
  assert.equal(lost.snapshots, 1);
  assert.equal(lost.items.size, 6);
  lost.stream.cancel();
});

test('a customer sees replies and typing, but no notes, events or held replies; unread replies are counted', async () => {
  const customer = person('curious');
  await routing.writes(customer, 'hello');
  const conversationId = await conversationOf(customer);
  const chief = await routing.device(await routing.agent('chief', 'supervisor'));
  await chief.ask({ hello: { clientId: 'test' } });
  const feed = new Feed(customer.identityId);
  await feed.until(({ last }) => last?.live === true);
  const parts = [{ text: { text: 'secret' } }];
  await chief.ask({ note: { clientMessageId: 'n', conversationId, parts } });
  const held = await chief.ask({ reply: { clientMessageId: 'h', conversationId, parts, cursor: 'x' } });
  assert.equal(held.code, 'held');
  assert.equal((await chief.ask({ typing: { conversationId } })).code, 'ok');
  await feed.until(({ typing }) => typing.length > 0);
  assert.deepEqual(feed.typing, ['chief']);
  await chief.ask({ reply: { clientMessageId: 'r', conversationId, parts: [{ text: { text: 'answer' } }] } });
  await feed.until(({ items }) => items.size === 2);
  assert.deepEqual(feed.texts(), ['hello', 'answer']);
  assert.equal(feed.last?.state?.unread, 1);
  const [mine, theirs] = [...feed.items.values()].toSorted((a, b) => a.atUs - b.atUs);
  assert.deepEqual([mine?.mine, mine?.agentName, mine?.providerMessageId.startsWith('curious-')], [true, '', true]);
  assert.deepEqual([theirs?.mine, theirs?.agentName], [false, 'chief']);
  await chief.ask({ decideReply: { itemId: held.itemId, decision: 'SEND' } });
  await feed.until(({ items }) => items.size === 3);
  assert.equal(feed.last?.state?.unread, 2);
  const listed = await routing.feeds.listFeed({ identityId: customer.identityId });
  assert.deepEqual(listed.items.map(({ itemId }) => itemId).toSorted(), [...feed.items.keys()].toSorted());
  feed.stream.cancel();
});

test('pages of a thread go both ways and meet', async () => {
  const writer = person('writer');
  for (let n = 1; n <= 25; n += 1) await routing.writes(writer, `${n}`);
  const { customerId } = writer;
  const messages = async (): Promise<number> =>
    (await routing.history.listItems({ customerId, pageSize: 200 }).catch(() => undefined))?.items.length ?? 0;
  while ((await messages()) < 25);
  const seen: string[] = [];
  let page = await routing.history.listItems({ customerId, pageSize: 7 });
  assert.equal(page.newerPageToken, '');
  seen.unshift(...page.items.map(({ itemId }) => itemId));
  while (page.olderPageToken !== '') {
    page = await routing.history.listItems({ customerId, pageSize: 7, pageToken: page.olderPageToken });
    seen.unshift(...page.items.map(({ itemId }) => itemId));
  }
  assert.equal(new Set(seen).size, 25);
  const forward = page.items.map(({ itemId }) => itemId);
  while (page.newerPageToken !== '') {
    page = await routing.history.listItems({ customerId, pageSize: 4, pageToken: page.newerPageToken, newer: true });
    forward.push(...page.items.map(({ itemId }) => itemId));
  }
  assert.deepEqual(forward, seen);

  // From the middle, as a search leads there.
  const found = (await routing.history.listItems({ customerId, pageSize: 200 })).items[12];
  page = await routing.history.listItems({ customerId, pageSize: 5, aroundUs: found?.atUs ?? 0 });
  assert.deepEqual(
    page.items.map(({ itemId }) => itemId),
    seen.slice(8, 13),
  );
  page = await routing.history.listItems({ customerId, pageSize: 200, pageToken: page.newerPageToken, newer: true });
  assert.deepEqual(
    page.items.map(({ itemId }) => itemId),
    seen.slice(13),
  );
});

async function code(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => 'ok',
    (error: unknown) => fromGrpcError(error).code,
  );
}

test('what a page is asked for wrongly is refused with a status', async () => {
  const someone = person('someone');
  await routing.writes(someone, 'x');
  await conversationOf(someone);
  const { customerId } = someone;
  const { history, feeds } = routing;
  assert.equal(await code(history.listItems({ customerId: 'c_nobody' })), 'not-found');
  assert.equal(await code(history.listItems({ customerId: '' })), 'invalid');
  assert.equal(await code(history.listItems({ customerId, pageSize: 201 })), 'invalid');
  assert.equal(await code(history.listItems({ customerId, pageSize: -1 })), 'invalid');
  assert.equal(await code(history.listItems({ customerId, pageToken: 'made up' })), 'invalid');
  const { cursor } = await feeds.listFeed({ identityId: someone.identityId });
  assert.equal(await code(history.listItems({ customerId, pageToken: cursor })), 'invalid');
  assert.equal(await code(history.getConversation({ conversationId: 'v_none' })), 'not-found');
  assert.equal(await code(history.listConversations({ pageToken: 'x' })), 'invalid');
  assert.equal(await code(feeds.listFeed({ identityId: '' })), 'invalid');
  assert.deepEqual(await feeds.checkFile({ blobId: 'b_none', identityId: someone.identityId }), { allowed: false });
});
