import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Watermark } from './watermark.ts';

test('the watermark is the oldest unfinished record, in whatever order records finish', () => {
  const watermark = new Watermark(5);
  assert.equal(watermark.committable, 5);
  for (const offset of [5, 6, 9]) watermark.begin(offset);
  watermark.finish(6);
  assert.equal(watermark.committable, 5);
  watermark.finish(5);
  assert.equal(watermark.committable, 9);
  watermark.finish(9);
  assert.equal(watermark.committable, 10);
  watermark.finish(9);
  assert.equal(watermark.committable, 10);
});

test('for any mix of beginnings and endings it equals the smallest offset in work, and never falls', () => {
  const steps = fc.array(fc.record({ begins: fc.boolean(), pick: fc.nat() }), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (all) => {
      const watermark = new Watermark(0);
      const inWork: number[] = [];
      let next = 0;
      let last = 0;
      for (const { begins, pick } of all) {
        if (begins) {
          watermark.begin(next);
          inWork.push(next);
          next += 1;
        } else if (inWork.length > 0) {
          const [offset] = inWork.splice(pick % inWork.length, 1);
          watermark.finish(offset ?? 0);
        }
        assert.equal(watermark.committable, inWork.length === 0 ? next : Math.min(...inWork));
        assert.ok(watermark.committable >= last);
        last = watermark.committable;
      }
    }),
  );
});
