import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { InvalidDocumentError } from '../errors.ts';
import { idsOf } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** The port's minute and half of one more. */
const VANISHED_WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 20;
const HOUR_MS = 3_600_000;

export function expiryContract(subject: StoreUnderTest): void {
  void test('documents past their time vanish, the others stay', { timeout: VANISHED_WITHIN_MS }, async () => {
    const things = await subject.newCollection({
      indexes: { by_word: { fields: ['words'], multi: true } },
      expiresAtField: 'until',
    });
    const now = Date.now();
    const expired = Array.from({ length: 700 }, (_, n) => ({ _id: `old ${n}`, until: now - 1 - n, words: ['w'] }));
    await things.insertMany(expired);
    await things.insertMany([
      { _id: 'later', until: now + HOUR_MS, words: ['w'] },
      { _id: 'never', words: ['w'] },
      { _id: 'null', until: null, words: ['w'] },
    ]);
    while ((await things.count({ index: 'by_word', equals: ['w'] }, 1000)) > 3) await delay(LOOK_EVERY_MS);
    assert.deepEqual(await things.getMany(expired.map(({ _id: id }) => id)), []);
    assert.deepEqual(idsOf(await things.getMany(['later', 'never', 'null'])), ['later', 'never', 'null']);
  });

  void test('a time to vanish that is no number is refused', async () => {
    const things = await subject.newCollection({ expiresAtField: 'until' });
    await assert.rejects(things.insert({ _id: 'a', until: '2026-01-01' }), InvalidDocumentError);
    await assert.rejects(things.insert({ _id: 'a', until: true }), InvalidDocumentError);
  });
}
