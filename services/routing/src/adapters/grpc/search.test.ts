import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { RpcError, type SearchHit, type SearchRequestInput } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { openRouting, person, type TestRouting } from './testing/open-routing.ts';

const anna = person('anna-lovelace');
const ben = person('ben');

void describe('search', () => {
  let routing: TestRouting;
  before(async () => {
    routing = await openRouting();
    for (const text of ['My parcel never arrived', 'It was a blue parcel', '東京タワーの近くです'])
      await routing.writes(anna, text);
    for (let n = 0; n < 25; n += 1) await routing.writes(ben, `ben's parcel number ${n}`);
    await waitFor(async () => (await search({ query: '近く' })).length === 1, {
      withinMs: 30_000,
      describe: 'the third message is found',
    });
    await waitFor(async () => (await search({ query: 'parcel', pageSize: 100 })).length === 27, {
      withinMs: 30_000,
      describe: 'all messages are found',
    });
  });
  after(() => routing.close());

  const search = async (request: SearchRequestInput): Promise<readonly SearchHit[]> =>
    (await routing.history.search(request)).hits;
  void test('a hit says whose it is, where it stands and what was found', async () => {
    const [hit, ...others] = await search({ query: 'parcel arriv' });
    assert.deepEqual(others, []);
    assert.ok(hit);
    assert.equal(hit.customerId, anna.customerId);
    assert.equal(hit.customerName, anna.name);
    assert.equal(hit.channel, 'pigeon');
    assert.equal(hit.kind, 'message');
    assert.equal(hit.excerpt, 'My parcel never arrived');
    assert.deepEqual(shown(hit), ['parcel', 'arriv']);
    const { items } = await routing.history.listItems({ customerId: anna.customerId });
    const item = items.find(({ itemId }) => itemId === hit.itemId);
    assert.equal(item?.atUs, hit.atUs);
    assert.equal(item?.conversationId, hit.conversationId);
  });

  void test('words in quotes stand together', async () => {
    assert.equal((await search({ query: '"never arrived"' })).length, 1);
    assert.deepEqual(await search({ query: '"arrived never"' }), []);
  });

  void test('a person is found by name and address', async () => {
    const hits = await search({ query: 'lovelace' });
    assert.deepEqual(
      hits.map(({ kind, customerId, itemId }) => [kind, customerId, itemId]),
      [['person', anna.customerId, '']],
    );
  });

  void test('pages go on from the newest to the oldest, nothing twice', async () => {
    const all: string[] = [];
    let pageToken = '';
    do {
      const page = await routing.history.search({ query: 'parcel', pageSize: 10, pageToken });
      assert.ok(page.hits.length <= 10);
      all.push(...page.hits.map(({ itemId }) => itemId));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    assert.equal(new Set(all).size, 27);
    const once = await search({ query: 'parcel', pageSize: 100 });
    assert.deepEqual(
      all,
      once.map(({ itemId }) => itemId),
    );
    const times = once.map(({ atUs }) => atUs);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    );
  });

  void test('in one thread alone', async () => {
    const hits = await search({ query: 'parcel', customerId: anna.customerId });
    assert.equal(hits.length, 2);
    assert.ok(hits.every(({ customerId }) => customerId === anna.customerId));
  });

  void test('a fresh history is complete', async () => {
    assert.equal((await routing.history.search({ query: 'parcel' })).completeSinceMs, 0);
  });

  void test('a query, page size, token or customer that cannot be is refused by name', async () => {
    const { nextPageToken } = await routing.history.search({ query: 'parcel', pageSize: 1 });
    const refused: readonly (readonly [SearchRequestInput, string])[] = [
      [{ query: '' }, 'invalid'],
      [{ query: 'x' }, 'invalid'],
      [{ query: '?!' }, 'invalid'],
      [{ query: 'x'.repeat(201) }, 'invalid'],
      [{ query: 'parcel', pageSize: 101 }, 'invalid'],
      [{ query: 'parcel', pageSize: -1 }, 'invalid'],
      [{ query: 'parcel', pageToken: 'made up' }, 'invalid'],
      [{ query: 'blue', pageToken: nextPageToken }, 'invalid'],
      [{ query: 'parcel', customerId: anna.customerId, pageToken: nextPageToken }, 'invalid'],
      [{ query: 'parcel', customerId: 'c_nobody' }, 'not-found'],
      [{ query: 'parcel', customerId: 'c'.repeat(101) }, 'invalid'],
    ];
    for (const [request, code] of refused) {
      await assert.rejects(
        routing.history.search(request),
        (error) => error instanceof RpcError && error.code === code,
      );
    }
    await assert.rejects(
      routing.feeds.search({ query: 'parcel' }),
      (error) => error instanceof RpcError && error.code === 'forbidden',
    );
  });

  void test('the index is made again while it serves', async () => {
    let last: { done: number; finished: boolean } | undefined;
    for await (const progress of routing.admin.rebuildSearch() as AsyncIterable<{ done: number; finished: boolean }>) {
      last = progress;
    }
    assert.equal(last?.finished, true);
    assert.ok((last?.done ?? 0) >= 30);
    assert.equal((await search({ query: 'parcel', pageSize: 100 })).length, 27);
    await assert.rejects(async () => {
      for await (const _ of routing.adminAs(await routing.token('nobody', 'agent')).rebuildSearch()) assert.fail();
    }, /forbidden|PERMISSION_DENIED/u);
  });
});

/** What the marks cut out of the excerpt. */
function shown({ excerpt, marks }: SearchHit): string[] {
  return marks.flatMap((start, place) => (place % 2 === 0 ? [excerpt.slice(start, marks[place + 1])] : []));
}
