import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidDocumentError, InvalidRequestError, UniqueClashError } from '../errors.ts';
import { idsOf } from './store-under-test.ts';
import type { CollectionDefinition } from '../document-store.ts';
import type { StoreUnderTest, Thing } from './store-under-test.ts';

export function indexContract(subject: StoreUnderTest): void {
  void test('documents without the first field are neither in an index nor bound by its uniqueness', async () => {
    const things = await subject.newCollection({ indexes: { by_pair: { fields: ['left', 'right'], unique: true } } });
    await things.insertMany([
      { _id: 'a', right: 1 },
      { _id: 'b', right: 1 },
      { _id: 'c', left: null, right: 1 },
    ]);
    await things.insert({ _id: 'd', left: 'l', right: 1 });
    assert.deepEqual(idsOf((await things.find({ index: 'by_pair', limit: 10 })).documents), ['d']);
    assert.equal(await things.count({ index: 'by_pair' }, 10), 1);
  });

  void test('a later field that is missing comes first, is outside of bounds, and is bound by uniqueness', async () => {
    const things = await subject.newCollection({ indexes: { by_pair: { fields: ['left', 'right'], unique: true } } });
    await things.insertMany([
      { _id: 'a', left: 'l', right: -5 },
      { _id: 'b', left: 'l' },
    ]);
    assert.deepEqual(await things.insert({ _id: 'c', left: 'l' }), { outcome: 'exists', index: 'by_pair' });
    assert.deepEqual(await things.insert({ _id: 'c', left: 'l', right: null }), {
      outcome: 'exists',
      index: 'by_pair',
    });
    assert.deepEqual(idsOf((await things.find({ index: 'by_pair', limit: 10 })).documents), ['b', 'a']);
    assert.deepEqual(idsOf((await things.find({ index: 'by_pair', equals: ['l'], below: 0, limit: 10 })).documents), [
      'a',
    ]);
    const first = await things.find({ index: 'by_pair', equals: ['l'], limit: 1 });
    assert.ok(first.cursor !== undefined);
    const next = await things.find({ index: 'by_pair', equals: ['l'], limit: 1, after: first.cursor });
    assert.deepEqual(idsOf(next.documents), ['a']);
  });

  void test('a multi index finds a document under each of its elements, once, as they are now', async () => {
    const things = await subject.newCollection({ indexes: { by_word: { fields: ['words', 'at'], multi: true } } });
    await things.insertMany([
      { _id: 'a', words: ['x', 'y', 'x'], at: 2 },
      { _id: 'b', words: ['x'], at: 1 },
      { _id: 'c', words: [], at: 1 },
      { _id: 'd', at: 1 },
      { _id: 'e', words: ['x'] },
    ]);
    const under = async (word: string): Promise<readonly string[]> =>
      idsOf((await things.find({ index: 'by_word', equals: [word], limit: 10 })).documents);
    assert.deepEqual(await under('x'), ['e', 'b', 'a']);
    assert.deepEqual(await under('y'), ['a']);
    await things.replace({ _id: 'a', words: ['z', 'y'], at: 2, rev: 1 });
    await things.replace({ _id: 'b', words: ['x'], at: 9, rev: 1 });
    await things.remove('e');
    assert.deepEqual(await under('x'), ['b']);
    assert.deepEqual(await under('y'), ['a']);
    assert.deepEqual(await under('z'), ['a']);
    assert.deepEqual(idsOf((await things.find({ index: 'by_word', equals: ['x'], from: 9, limit: 1 })).documents), [
      'b',
    ]);
  });

  void test('a field that changes moves the document within its indexes', async () => {
    const things = await subject.newCollection({
      indexes: { by_state: { fields: ['state', 'at'] }, by_at: { fields: ['at'] } },
    });
    await things.insert({ _id: 'a', state: 'open', at: 1 });
    await things.replace({ _id: 'a', rev: 1, state: 'open', at: 2 });
    await things.replace({ _id: 'a', rev: 2, state: 'closed', at: 2 });
    assert.equal(await things.count({ index: 'by_state', equals: ['open'] }, 10), 0);
    assert.equal(await things.count({ index: 'by_state', equals: ['closed', 2] }, 10), 1);
    assert.equal(await things.count({ index: 'by_at', below: 2 }, 10), 0);
    await things.replace({ _id: 'a', rev: 3 });
    assert.equal((await things.count({ index: 'by_state' }, 10)) + (await things.count({ index: 'by_at' }, 10)), 0);
  });

  void test('paths and names that differ in case alone are different', async () => {
    const things = await subject.newCollection({
      indexes: { by_x: { fields: ['userId'] }, by_X: { fields: ['userid'] } },
    });
    await things.insertMany([
      { _id: 'a', userId: 'u' },
      { _id: 'b', userid: 'u' },
    ]);
    assert.deepEqual(idsOf((await things.find({ index: 'by_x', equals: ['u'], limit: 10 })).documents), ['a']);
    assert.deepEqual(idsOf((await things.find({ index: 'by_X', equals: ['u'], limit: 10 })).documents), ['b']);
  });

  void test('declaring a collection again is allowed, and both see the same documents', async () => {
    const definition = { name: subject.newName(), indexes: { by_at: { fields: ['at'] } } };
    const one = await subject.store.collection(definition);
    const other = await subject.store.collection(definition);
    await one.insert({ _id: 'a' });
    assert.deepEqual(await other.get('a'), { _id: 'a', rev: 1 });
  });

  void test('an index that is declared later covers what is there already', async () => {
    const name = subject.newName();
    const before = await subject.store.collection({ name, indexes: { by_at: { fields: ['at'] } } });
    const contents = Array.from({ length: 1500 }, (_, n) => ({
      _id: `${n}`,
      at: n,
      key: `k${n}`,
      words: ['w', `w${n}`],
    }));
    await before.insertMany(contents.slice(0, 1000));
    await before.insertMany(contents.slice(1000));
    const things = await subject.store.collection({
      name,
      indexes: {
        by_at: { fields: ['at'] },
        by_key: { fields: ['key', 'at'], unique: true },
        by_word: { fields: ['words'], multi: true },
      },
    });
    assert.equal(await things.count({ index: 'by_key' }, 10_000), 1500);
    assert.equal(await things.count({ index: 'by_word', equals: ['w'] }, 10_000), 1500);
    assert.equal(await things.count({ index: 'by_word', equals: ['w1499'] }, 10_000), 1);
    assert.deepEqual(await before.insert({ ...contents[7], _id: 'x' }), {
      outcome: 'exists',
      index: 'by_key',
    });
    await before.remove('1499');
    assert.equal(await things.count({ index: 'by_word', equals: ['w1499'] }, 10_000), 0);
  });

  void test('an index that the documents there forbid is refused, and nothing of it stays', async () => {
    const name = subject.newName();
    const things = await subject.store.collection<Thing>({ name });
    await things.insertMany([
      { _id: 'a', key: 1 },
      { _id: 'b', key: 1 },
      { _id: 'c', odd: {} },
    ]);
    await assert.rejects(
      subject.store.collection({ name, indexes: { by_key: { fields: ['key'], unique: true } } }),
      (error) => error instanceof UniqueClashError && error.index === 'by_key',
    );
    await assert.rejects(
      subject.store.collection({ name, indexes: { by_odd: { fields: ['odd'] } } }),
      InvalidDocumentError,
    );
    await things.remove('b');
    await things.remove('c');
    const repaired = await subject.store.collection({ name, indexes: { by_key: { fields: ['key'], unique: true } } });
    assert.equal(await repaired.count({ index: 'by_key' }, 10), 1);
  });

  void test('a definition that is malformed or contradicts the stored one is refused', async () => {
    const name = subject.newName();
    await subject.store.collection({ name, indexes: { by_at: { fields: ['at'] } }, expiresAtField: 'until' });
    const refused: readonly CollectionDefinition[] = [
      { name, indexes: { by_at: { fields: ['at', 'more'] } } },
      { name, indexes: { by_at: { fields: ['at'], unique: true } } },
      { name, expiresAtField: 'at' },
      { name: 'No Name' },
      { name: '' },
      { name, indexes: { none: { fields: [] } } },
      { name, indexes: { twice: { fields: ['a', 'a'] } } },
      { name, indexes: { both: { fields: ['a'], unique: true, multi: true } } },
      { name, indexes: { 'a"b': { fields: ['a'] } } },
      { name, indexes: { quoted: { fields: ["a') --"] } } },
      { name, indexes: { of_id: { fields: ['a', '_id'] } } },
      { name: `${name}_x`, expiresAtField: 'a.b' },
    ];
    for (const definition of refused) {
      await assert.rejects(subject.store.collection(definition), InvalidRequestError, JSON.stringify(definition));
    }
  });
}
