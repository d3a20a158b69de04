import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidDocumentError, InvalidRequestError } from '../errors.ts';
import { idsOf } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function batchContract(subject: StoreUnderTest): void {
  void test('insertMany inserts in order and stops at the first clash', async () => {
    const things = await subject.newCollection({ indexes: { by_key: { fields: ['key'], unique: true } } });
    assert.deepEqual(await things.insertMany([{ _id: 'a', key: 1 }, { _id: 'b' }]), { inserted: 2 });
    assert.deepEqual(await things.insertMany([{ _id: 'c' }, { _id: 'd', key: 1 }, { _id: 'e' }]), {
      inserted: 1,
      clash: { index: 'by_key' },
    });
    assert.deepEqual(await things.insertMany([{ _id: 'f' }, { _id: 'f' }]), { inserted: 1, clash: { index: '_id' } });
    assert.deepEqual(idsOf(await things.getMany(['a', 'b', 'c', 'd', 'e', 'f'])), ['a', 'b', 'c', 'f']);
    assert.deepEqual(await things.insertMany([]), { inserted: 0 });
  });

  void test('insertMany with a document that cannot be stored stores none', async () => {
    const things = await subject.newCollection({ indexes: { by_key: { fields: ['key'] } } });
    await assert.rejects(things.insertMany([{ _id: 'a' }, { _id: 'b', key: {} }]), InvalidDocumentError);
    await assert.rejects(things.insertMany([{ _id: 'a' }, { _id: 'b', at: Number.NaN }]), InvalidDocumentError);
    assert.deepEqual(await things.getMany(['a', 'b']), []);
  });

  void test('getMany keeps the order asked for and leaves out what is missing', async () => {
    const things = await subject.newCollection();
    await things.insertMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]);
    assert.deepEqual(idsOf(await things.getMany(['c', 'x', 'a', 'b'])), ['c', 'a', 'b']);
    assert.deepEqual(await things.getMany([]), []);
    assert.equal(await things.get('x'), undefined);
    assert.equal(await things.get('x'.repeat(600)), undefined);
  });

  void test('1000 documents or ids are taken at once, and no more', async () => {
    const things = await subject.newCollection();
    const documents = Array.from({ length: 1000 }, (_, n) => ({ _id: String(n) }));
    assert.deepEqual(await things.insertMany(documents), { inserted: 1000 });
    assert.equal((await things.getMany(idsOf(await things.getMany(documents.map(({ _id: id }) => id))))).length, 1000);
    await assert.rejects(things.insertMany([...documents, { _id: 'more' }]), InvalidRequestError);
    await assert.rejects(things.getMany(Array.from({ length: 1001 }, String)), InvalidRequestError);
    assert.equal(await things.get('more'), undefined);
  });
}
