import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { InvalidDocumentError } from '../errors.ts';
import { idsOf } from './store-under-test.ts';
import type { Collection } from '../document-store.ts';
import type { StoreUnderTest, Thing } from './store-under-test.ts';

/** The port's minute and half of one more. */
const VANISHED_WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 200;
const HOUR_MS = 3_600_000;

export function expiryContract(subject: StoreUnderTest): void {
  let things: Collection<Thing>;
  const expired = Array.from({ length: 700 }, (_, n) => `old ${n}`);

  // Written before all other tests of the suite, so that the minute a server may take passes while they run.
  before(async () => {
    things = await subject.newCollection({
      indexes: { by_word: { fields: ['words'], multi: true } },
      expiresAtField: 'until',
    });
    const now = Date.now();
    await things.insertMany(expired.map((id, n) => ({ _id: id, until: now - 1 - n, words: ['w'] })));
    await things.insertMany([
      { _id: 'later', until: now + HOUR_MS, words: ['w'] },
      { _id: 'never', words: ['w'] },
      { _id: 'null', until: null, words: ['w'] },
    ]);
  });

  void test('documents past their time vanish, the others stay', { timeout: VANISHED_WITHIN_MS }, async () => {
    while ((await things.count({ index: 'by_word', equals: ['w'] }, 1000)) > 3) await delay(LOOK_EVERY_MS);
    assert.deepEqual(await things.getMany(expired), []);
    assert.deepEqual(idsOf(await things.getMany(['later', 'never', 'null'])), ['later', 'never', 'null']);
  });

  void test('a time to vanish that is no number is refused', async () => {
    const timed = await subject.newCollection({ expiresAtField: 'until' });
    await assert.rejects(timed.insert({ _id: 'a', until: '2026-01-01' }), InvalidDocumentError);
    await assert.rejects(timed.insert({ _id: 'a', until: true }), InvalidDocumentError);
  });
}
