import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreUnavailableError, UniqueClashError } from '../errors.ts';
import { idsOf } from './store-under-test.ts';
import type { StoreUnderTest, Thing } from './store-under-test.ts';

const definition = {
  name: 'kept',
  indexes: {
    by_key: { fields: ['key'], unique: true },
    by_word: { fields: ['words', 'at'], multi: true },
    by_at: { fields: ['at'] },
  },
};

export function lifecycleContract(subject: StoreUnderTest): void {
  void test('reopening keeps documents, revs, indexes and uniqueness', async (context) => {
    const opened = await subject.openAnother();
    try {
      if (opened.reopen === undefined) return context.skip('skipped: this store lives in memory');
      const before = await opened.store.collection<Thing>(definition);
      await before.insertMany([
        { _id: 'a', key: 1, words: ['x'], at: 1 },
        { _id: 'b', key: 2, words: ['x', 'y'], at: 0 },
      ]);
      await before.replace({ _id: 'a', key: 1, words: ['x', 'z'], at: 1, rev: 1 });

      const things = await (await opened.reopen()).collection<Thing>(definition);
      assert.deepEqual(await things.get('a'), { _id: 'a', key: 1, words: ['x', 'z'], at: 1, rev: 2 });
      const found = await things.find({ index: 'by_word', equals: ['x'], limit: 10 });
      assert.deepEqual(idsOf(found.documents), ['b', 'a']);
      assert.deepEqual(await things.insert({ _id: 'c', key: 2 }), { outcome: 'exists', index: 'by_key' });
      await things.remove('b');

      const { name } = definition;
      const reader = await (await opened.reopen()).collection<Thing>({ name, indexes: { by_at: { fields: ['at'] } } });
      assert.equal(await reader.count({ index: 'by_at' }, 10), 1);
      await reader.insert({ _id: 'd', key: 4, words: ['x'] });
      await assert.rejects(reader.replace({ _id: 'd', key: 1, rev: 1 }), UniqueClashError);

      const again = await (await opened.reopen()).collection<Thing>(definition);
      assert.equal(await again.count({ index: 'by_word', equals: ['x'] }, 10), 2);
    } finally {
      await opened.dispose();
    }
  });

  void test('closing finishes what was accepted and refuses what comes later', async () => {
    const opened = await subject.openAnother();
    try {
      const things = await opened.store.collection<Thing>(definition);
      const accepted = Promise.all(Array.from({ length: 20 }, (_, n) => things.insert({ _id: `${n}`, key: n })));
      const closed = opened.store.close();
      await assert.rejects(things.insert({ _id: 'late' }), StoreUnavailableError);
      assert.ok((await accepted).every(({ outcome }) => outcome === 'inserted'));
      await closed;
      await assert.rejects(things.get('0'), StoreUnavailableError);
      await assert.rejects(things.find({ index: 'by_at', limit: 1 }), StoreUnavailableError);
      await assert.rejects(opened.store.collection({ name: 'more' }), StoreUnavailableError);
      await opened.store.close();
    } finally {
      await opened.dispose();
    }
  });

  void test('health is well while the store is open, and says what is wrong once it is closed', async () => {
    const opened = await subject.openAnother();
    try {
      assert.equal(await opened.store.checkHealth(), undefined);
      await opened.store.close();
      assert.match((await opened.store.checkHealth()) ?? '', /\S/);
    } finally {
      await opened.dispose();
    }
  });

  void test('the description names the store and is not empty', () => {
    assert.match(subject.store.description, /^\S.*\S$/);
  });
}
