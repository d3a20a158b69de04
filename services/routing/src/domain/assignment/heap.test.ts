import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { AssignmentHeap, HeapPlace } from './heap.ts';

interface Item {
  readonly id: number;
  key: number;
}

const isBefore = (a: Item, b: Item) => (a.key === b.key ? a.id < b.id : a.key < b.key);
const aKey = fc.integer({ min: 0, max: 9 });

it('keeps its order whatever is added, moved and taken out', () => {
  const steps = fc.array(fc.record({ id: fc.nat(19), key: aKey, remove: fc.boolean() }), {
    maxLength: 100,
    size: 'max',
  });
  fc.assert(
    fc.property(steps, aKey, fc.nat(20), (taken, limit, most) => {
      const places = Array.from({ length: 20 }, (_, id) => new HeapPlace<Item>({ id, key: 0 }));
      const heap = new AssignmentHeap<Item>(isBefore);
      for (const { id, key, remove } of taken) {
        const place = places[id] as HeapPlace<Item>;
        if (remove) {
          place.item.key = key;
          heap.remove(place);
        } else {
          place.item.key = key;
          heap.put(place);
        }
        const sorted = places
          .filter((each) => each.taken)
          .map((each) => each.item)
          .toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
        assert.deepEqual([...heap.inOrder()], sorted);
        assert.equal(heap.size, sorted.length);
        assert.equal(heap.peek(), sorted[0]);
        assert.equal(
          heap.firstWhere((item) => item.key >= limit),
          sorted.find((item) => item.key >= limit),
        );
        const before = sorted.filter((item) => item.key < limit).length;
        assert.equal(heap.countBefore({ id: -1, key: limit }, most), Math.min(before, most));
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});
