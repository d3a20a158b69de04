import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidDocumentError } from '../errors.ts';
import type { NewDocument } from '../document-store.ts';
import type { StoreUnderTest, Thing } from './store-under-test.ts';

const MEBIBYTE = 1024 * 1024;
const RACERS = 50;

export function insertContract(subject: StoreUnderTest): void {
  void test('an inserted document comes back as it was given, with rev 1', async () => {
    const things = await subject.newCollection();
    const document = {
      _id: 'a',
      text: 'Grüße 👋 \u0000 " \\ \n',
      numbers: [0, -1.5, 1e21, 1_700_000_000_123_456, 0.1 + 0.2],
      nothing: null,
      nested: { yes: true, list: [{ no: false }, [], {}] },
    };
    assert.deepEqual(await things.insert(document), { outcome: 'inserted' });
    assert.deepEqual(await things.get('a'), { ...document, rev: 1 });
  });

  void test('inserting an id that is there names _id and changes nothing', async () => {
    const things = await subject.newCollection();
    await things.insert({ _id: 'a', text: 'first' });
    assert.deepEqual(await things.insert({ _id: 'a', text: 'second' }), { outcome: 'exists', index: '_id' });
    assert.deepEqual(await things.get('a'), { _id: 'a', text: 'first', rev: 1 });
  });

  void test('inserting a unique key that is there names its index and changes nothing', async () => {
    const things = await subject.newCollection({
      indexes: { by_key: { fields: ['key'], unique: true }, by_pair: { fields: ['left', 'right'], unique: true } },
    });
    await things.insert({ _id: 'a', key: 'k', left: 1, right: 1 });
    assert.deepEqual(await things.insert({ _id: 'b', key: 'k' }), { outcome: 'exists', index: 'by_key' });
    assert.deepEqual(await things.insert({ _id: 'b', key: 'l', left: 1, right: 1 }), {
      outcome: 'exists',
      index: 'by_pair',
    });
    assert.equal(await things.get('b'), undefined);
    assert.deepEqual(await things.insert({ _id: 'b', key: 'l', left: 1, right: 2 }), { outcome: 'inserted' });
  });

  void test('when the id and a unique key are both there, _id is named', async () => {
    const things = await subject.newCollection({ indexes: { by_key: { fields: ['key'], unique: true } } });
    await things.insert({ _id: 'a', key: 'k' });
    assert.deepEqual(await things.insert({ _id: 'a', key: 'k' }), { outcome: 'exists', index: '_id' });
  });

  void test(`of ${RACERS} inserts of one id at once exactly one wins, and so of one unique key`, async () => {
    const things = await subject.newCollection({ indexes: { by_key: { fields: ['key'], unique: true } } });
    const racers = Array.from({ length: RACERS }, (_, racer) => racer);
    const byId = await Promise.all(racers.map((racer) => things.insert({ _id: 'same', racer })));
    assert.equal(byId.filter(({ outcome }) => outcome === 'inserted').length, 1);
    const byKey = await Promise.all(racers.map((racer) => things.insert({ _id: `racer ${racer}`, key: 'same' })));
    assert.equal(byKey.filter(({ outcome }) => outcome === 'inserted').length, 1);
    assert.ok(byKey.every((result) => result.outcome === 'inserted' || result.index === 'by_key'));
  });

  void test('1 MiB of JSON is stored, a byte more is refused, counted in bytes and not in letters', async () => {
    const things = await subject.newCollection();
    assert.deepEqual(await things.insert(sized('fits', MEBIBYTE, 'x')), { outcome: 'inserted' });
    assert.deepEqual(await things.insert(sized('fits, wide', MEBIBYTE, '€')), { outcome: 'inserted' });
    await assert.rejects(things.insert(sized('above', MEBIBYTE + 1, 'x')), InvalidDocumentError);
    await assert.rejects(things.insert(sized('above', MEBIBYTE + 1, '€')), InvalidDocumentError);
    assert.equal(await things.get('above'), undefined);
    const fits = await things.get('fits');
    assert.ok(fits !== undefined);
    assert.equal((await things.replace(fits)).outcome, 'applied');
    await assert.rejects(things.replace({ ...fits, rev: 2, more: 1 }), InvalidDocumentError);
  });

  void test('an id is a string of 1 to 512 bytes', async () => {
    const things = await subject.newCollection();
    const longest = '€'.repeat(170) + 'xx';
    for (const id of [longest, ' ', 'a\u0000b', '$a.b', '../x']) {
      assert.deepEqual(await things.insert({ _id: id }), { outcome: 'inserted' });
      assert.deepEqual(await things.get(id), { _id: id, rev: 1 });
    }
    for (const id of ['', `${longest}x`, '\ud800', 1 as unknown as string]) {
      await assert.rejects(things.insert({ _id: id }), InvalidDocumentError);
    }
  });

  void test('ids that differ in case or in composition are different', async () => {
    const things = await subject.newCollection();
    const ids = ['a', 'A', 'é', 'e\u0301'];
    for (const id of ids) assert.deepEqual(await things.insert({ _id: id }), { outcome: 'inserted' });
    assert.equal((await things.getMany(ids)).length, ids.length);
  });

  void test('what is not JSON is refused, and a field that is undefined counts as absent', async () => {
    const things = await subject.newCollection();
    const refused = [Number.NaN, Infinity, new Date(0), new Map(), 1n, () => 1, Symbol('x'), [undefined], Buffer.of(1)];
    for (const value of refused) {
      await assert.rejects(things.insert({ _id: 'a', deep: { value } }), InvalidDocumentError);
    }
    let nested: unknown = 'leaf';
    for (let depth = 0; depth < 2000; depth += 1) nested = { nested };
    await assert.rejects(things.insert({ _id: 'a', nested }), InvalidDocumentError);
    await things.insert({ _id: 'a', absent: undefined });
    assert.deepEqual(await things.get('a'), { _id: 'a', rev: 1 });
  });

  void test('a wrong type in an indexed field is refused', async () => {
    const things = await subject.newCollection({
      indexes: { by_path: { fields: ['one.two', 'last'] }, by_element: { fields: ['elements'], multi: true } },
    });
    const wrong: readonly Record<string, unknown>[] = [
      { one: { two: {} } },
      { one: { two: [1] } },
      { one: [{ two: 1 }] },
      { one: { two: 1 }, last: {} },
      { one: { two: '\udc00' } },
      { elements: 'none' },
      { elements: [{}] },
      { elements: [null] },
    ];
    for (const fields of wrong) {
      await assert.rejects(things.insert({ _id: 'a', ...fields }), InvalidDocumentError, JSON.stringify(fields));
    }
    assert.equal(await things.get('a'), undefined);
  });
}

/** A document that takes this many bytes of JSON, made of this letter. */
function sized(id: string, bytes: number, letter: string): NewDocument<Thing> {
  const bare = { _id: id, text: '' };
  const room = bytes - JSON.stringify(bare).length;
  const width = Buffer.byteLength(letter);
  return { ...bare, text: letter.repeat(Math.floor(room / width)) + 'x'.repeat(room % width) };
}
