import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidDocumentError, UniqueClashError } from '../errors.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const RACERS = 50;

export function replaceContract(subject: StoreUnderTest): void {
  void test('replace writes where rev matches, counts rev up and leaves nothing of the old document', async () => {
    const things = await subject.newCollection();
    await things.insert({ _id: 'a', old: 1, kept: 1 });
    const replaced = { _id: 'a', kept: 2, rev: 2 };
    assert.deepEqual(await things.replace({ _id: 'a', kept: 2, rev: 1 }), { outcome: 'applied', document: replaced });
    assert.deepEqual(await things.get('a'), replaced);
  });

  void test('replace with another rev, or of a document that is not there, is a conflict and writes nothing', async () => {
    const things = await subject.newCollection();
    await things.insert({ _id: 'a' });
    for (const rev of [0, 2, -1]) {
      assert.deepEqual(await things.replace({ _id: 'a', rev, text: 'x' }), { outcome: 'conflict' });
    }
    assert.deepEqual(await things.replace({ _id: 'b', rev: 1 }), { outcome: 'conflict' });
    assert.deepEqual(await things.get('a'), { _id: 'a', rev: 1 });
    assert.equal(await things.get('b'), undefined);
  });

  void test(`of ${RACERS} replaces of one rev at once exactly one is applied`, async () => {
    const things = await subject.newCollection();
    await things.insert({ _id: 'a' });
    const results = await Promise.all(
      Array.from({ length: RACERS }, (_, racer) => things.replace({ _id: 'a', rev: 1, racer })),
    );
    const applied = results.flatMap((result) => (result.outcome === 'applied' ? [result.document] : []));
    assert.equal(applied.length, 1);
    assert.deepEqual(await things.get('a'), applied[0]);
  });

  void test('counting by read and replace from many sides loses no step', async () => {
    const things = await subject.newCollection();
    await things.insert({ _id: 'counter', count: 0 });
    const step = async (): Promise<void> => {
      for (;;) {
        const counter = await things.get('counter');
        assert.ok(counter !== undefined);
        const result = await things.replace({ ...counter, count: Number(counter['count']) + 1 });
        if (result.outcome === 'applied') return;
      }
    };
    await Promise.all(Array.from({ length: 20 }, step));
    assert.deepEqual(await things.get('counter'), { _id: 'counter', count: 20, rev: 21 });
  });

  void test('replace throws where a unique key is held by another, and changes nothing', async () => {
    const things = await subject.newCollection({
      indexes: { by_key: { fields: ['key'], unique: true }, by_word: { fields: ['words'], multi: true } },
    });
    await things.insertMany([
      { _id: 'a', key: 'a' },
      { _id: 'b', key: 'b', words: ['old'] },
    ]);
    await assert.rejects(
      things.replace({ _id: 'b', rev: 1, key: 'a', words: ['new'] }),
      (error) => error instanceof UniqueClashError && error.index === 'by_key',
    );
    assert.deepEqual(await things.get('b'), { _id: 'b', key: 'b', words: ['old'], rev: 1 });
    assert.equal(await things.count({ index: 'by_word', equals: ['new'] }, 1), 0);
    assert.deepEqual(await things.replace({ _id: 'b', rev: 7, key: 'a' }), { outcome: 'conflict' });
    assert.equal((await things.replace({ _id: 'b', rev: 1, key: 'b', text: 'same key' })).outcome, 'applied');
  });

  void test('a unique key that was given up can be taken by another', async () => {
    const things = await subject.newCollection({ indexes: { by_key: { fields: ['key'], unique: true } } });
    await things.insertMany([
      { _id: 'a', key: 1 },
      { _id: 'b', key: 2 },
    ]);
    await things.replace({ _id: 'a', rev: 1, key: 3 });
    await things.remove('b');
    assert.deepEqual(await things.insert({ _id: 'c', key: 1 }), { outcome: 'inserted' });
    assert.deepEqual(await things.insert({ _id: 'd', key: 2 }), { outcome: 'inserted' });
  });

  void test('what is handed in, handed out and stored share nothing', async () => {
    const things = await subject.newCollection();
    const list = [1];
    await things.insert({ _id: 'a', list });
    list.push(2);
    const replaced = await things.replace({ _id: 'a', rev: 1, list });
    list.push(3);
    assert.deepEqual(replaced, { outcome: 'applied', document: { _id: 'a', rev: 2, list: [1, 2] } });
    assert.deepEqual(await things.get('a'), { _id: 'a', rev: 2, list: [1, 2] });
  });

  void test('replace refuses what insert refuses', async () => {
    const things = await subject.newCollection({ indexes: { by_key: { fields: ['key'] } } });
    await things.insert({ _id: 'a' });
    await assert.rejects(things.replace({ _id: 'a', rev: 1, key: {} }), InvalidDocumentError);
    await assert.rejects(things.replace({ _id: 'a', rev: 1, at: Number.NaN }), InvalidDocumentError);
    assert.deepEqual(await things.get('a'), { _id: 'a', rev: 1 });
  });

  void test('remove goes by rev where one is given', async () => {
    const things = await subject.newCollection({ indexes: { by_word: { fields: ['words'], multi: true } } });
    await things.insertMany([{ _id: 'a', words: ['x'] }, { _id: 'b' }]);
    assert.equal(await things.remove('a', 2), 'conflict');
    assert.deepEqual(await things.get('a'), { _id: 'a', words: ['x'], rev: 1 });
    assert.equal(await things.remove('a', 1), 'removed');
    assert.equal(await things.remove('a', 1), 'absent');
    assert.equal(await things.remove('b'), 'removed');
    assert.equal(await things.remove('b'), 'absent');
    assert.deepEqual(await things.getMany(['a', 'b']), []);
    assert.equal(await things.count({ index: 'by_word', equals: ['x'] }, 1), 0);
    assert.deepEqual(await things.insert({ _id: 'a' }), { outcome: 'inserted' });
  });
}
