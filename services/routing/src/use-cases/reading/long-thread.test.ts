import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CustomerId, EntryId, IdentityId } from '@onethread/contracts';
import type { NewDocument } from '@onethread/documents';
import type { ItemDocument } from '../../stores/documents.ts';
import { identityRef, inbound, customerOf, openTestContext, type TestContext } from '../testing/test-context.ts';
import { proposeLink } from '../link-identities.ts';
import { receiveMessage } from '../receive-message.ts';
import { listItems } from './list-items.ts';
import { OpaqueTokens } from './opaque-token.ts';

/** Of a person on three channels, in three streams; enough for many pages on each side of the middle. */
const LENGTH = 9000;
const PAGE = 200;
const people = ['pigeon', 'letter', 'flag'].map((channel) => identityRef('anna', channel));
const customerId = customerOf(people[0] as (typeof people)[number]);

void describe('a long thread of a person of several streams', () => {
  let context: TestContext;
  const tokens = new OpaqueTokens('a secret of tests');
  before(async () => {
    context = await openTestContext();
    for (const identity of people) await receiveMessage(context, inbound(identity, `${identity.channel}-0`));
    const [first, ...others] = people.map(({ identityId }) => identityId as IdentityId);
    for (const b of others) await proposeLink(context, { a: first as IdentityId, b, evidence: 'agent', proved: false });
    for (const [place, identity] of people.entries()) await lengthen(context, customerOf(identity), place);
  });
  after(() => context.close());

  const page = async (pageToken: string, newer = false) =>
    await listItems(
      { collections: context.collections, blobs: { info: () => Promise.resolve(undefined) }, tokens },
      { customerId, pageToken, pageSize: PAGE, newer, aroundUs: 0 },
    );

  void test('pages go to the oldest item and back to the newest, each item once, in one order', async () => {
    const back: EntryId[] = [];
    let pages = 0;
    let last = await page('');
    for (;;) {
      back.unshift(...last.items.map(({ item }) => item._id));
      assert.ok(last.items.length <= PAGE);
      pages += 1;
      if (last.olderPageToken === '') break;
      last = await page(last.olderPageToken);
    }
    assert.equal(back.length, LENGTH + people.length);
    assert.equal(new Set(back).size, back.length);
    assert.equal(pages, Math.ceil(back.length / PAGE));
    const forth: EntryId[] = last.items.map(({ item }) => item._id);
    while (last.newerPageToken !== '') {
      last = await page(last.newerPageToken, true);
      forth.push(...last.items.map(({ item }) => item._id));
    }
    assert.deepEqual(forth, back);
  });

  void test('a page reads no more of the store than itself and one chunk of each stream, wherever it is', async () => {
    const { items } = context.collections;
    let read = 0;
    const counted = {
      ...context.collections,
      items: new Proxy(items, {
        get: (target, name: keyof typeof items) =>
          name === 'find'
            ? async (...args: Parameters<typeof items.find>) => {
                const found = await target.find(...args);
                read += found.documents.length;
                return found;
              }
            : target[name].bind(target),
      }),
    };
    const reading = { collections: counted, blobs: { info: () => Promise.resolve(undefined) }, tokens };
    let pageToken = '';
    const costs: number[] = [];
    for (let count = 0; count < 20; count += 1) {
      read = 0;
      const listed = await listItems(reading, { customerId, pageToken, pageSize: PAGE, newer: false, aroundUs: 0 });
      costs.push(read);
      pageToken = listed.olderPageToken;
    }
    // A chunk is a page and one more, to tell whether there is one; each stream's next chunk may have begun.
    assert.ok(Math.max(...costs) <= 2 * people.length * (PAGE + 2), `${Math.max(...costs)} items read`);
  });
});

/** Copies of the newest item, older by the step of a busy channel. */
async function lengthen({ collections }: TestContext, owner: CustomerId, place: number): Promise<void> {
  const query = { index: 'by_customer', equals: [owner], order: 'descending', limit: 1 } as const;
  const [item] = (await collections.items.find(query)).documents;
  assert.ok(item);
  const { rev: _rev, ...base } = item;
  const each = LENGTH / people.length;
  for (let from = 0; from < each; from += 500) {
    const copies = Array.from({ length: 500 }, (_, index): NewDocument<ItemDocument> => {
      const copy = from + index + 1;
      // Bursts of one stream, and instants that all streams share.
      const at = item.at - place - 1 - Math.floor(copy / 7) * 1000;
      return { ...base, _id: `${base._id}-${copy}` as EntryId, at, partsAt: at, providerKeys: [] };
    });
    await collections.items.insertMany(copies.slice(0, each - from));
  }
}
