import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { CustomerId } from '@onethread/contracts';
import type { NewDocument } from '@onethread/documents';
import type { ItemDocument } from '../../stores/documents.ts';
import { openTestContext, type TestContext } from '../testing/test-context.ts';
import { mergedItems, placeOf, type Place } from './merged-items.ts';

let context: TestContext;
before(async () => {
  context = await openTestContext();
});
after(() => context.close());

async function taken(members: readonly CustomerId[], direction: 'older' | 'newer', from?: Place): Promise<string[]> {
  const ids: string[] = [];
  const options = { direction, chunk: 3, ...(from === undefined ? {} : { from }) };
  for await (const item of mergedItems(context.collections, members, options)) ids.push(item._id);
  return ids;
}

test('items of many customers come as one list, both ways, from any place, equal times included', async () => {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), fc.nat(12)), { maxLength: 30 }), async (plan) => {
      round += 1;
      const members = [0, 1, 2, 3].map((member) => `c_${round}_${member}` as CustomerId);
      const items = plan.map(([member, at], index) => ({
        _id: `m_${round}_${index % 7}_${index}`,
        customerId: members[member],
        at,
      }));
      if (items.length > 0) await context.collections.items.insertMany(items as unknown as NewDocument<ItemDocument>[]);
      const sorted = items.toSorted((one, other) => one.at - other.at || (one._id < other._id ? -1 : 1));
      const ids = sorted.map(({ _id }) => _id);
      assert.deepEqual(await taken(members, 'newer'), ids);
      assert.deepEqual(await taken(members, 'older'), ids.toReversed());
      for (const [index, item] of sorted.entries()) {
        const place = placeOf(item as unknown as ItemDocument);
        assert.deepEqual(await taken(members, 'newer', place), ids.slice(index + 1));
        assert.deepEqual(await taken(members, 'older', place), ids.slice(0, index).toReversed());
      }
    }),
    { numRuns: 25 },
  );
});
