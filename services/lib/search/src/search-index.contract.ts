import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { InvalidSearchRequestError } from './errors.ts';
import { candidates, entry, found, type OpenedIndex } from './contract/index-under-test.ts';
import type { SearchIndex } from './search-index.ts';
import { parseQuery } from './text/search-query.ts';

export type { OpenedIndex };

const TEXTS: readonly (readonly [text: string, queries: readonly string[]])[] = [
  ['My parcel never arrived in Zürich', ['parcel', 'zurich par', 'ARRIVED', '"never arrived"', 'pa', 'zü']],
  ['昨日東京タワーで買いました', ['東京', '東京タワー', '買いました', '京タ']],
  ['ผมอยากกินข้าวผัด', ['ข้าว', 'อยาก']],
  [
    'John Doe\njohn@example.org\n+491701234567',
    ['john', 'doe jo', 'john@example.org', '4567', '0170 1234567', '+49 170'],
  ],
  ['invoice_2026.pdf', ['invoice', '2026', 'invoice 2026 pd', 'invoice_2026.pdf']],
];

/** Every sentence of the port as tests, for one adapter. `open` makes an empty index of its own each time it is called. */
export function searchIndexContract(name: string, open: () => Promise<OpenedIndex>): void {
  void describe(`search index: ${name}`, () => {
    let opened: OpenedIndex;
    let index: SearchIndex;
    before(async () => {
      opened = await open();
      index = opened.index;
    });
    let serial = 0;
    let unique = '';
    /** Each test speaks of words and customers of its own. */
    beforeEach(() => {
      unique = `tale${(serial += 1)}x`;
    });
    after(() => opened.dispose());

    void test('texts of any language are found by their words', async () => {
      const texts = new Map(TEXTS.map(([text], place) => [`${unique}-${place}`, text]));
      await index.index([...texts].map(([id, text], place) => entry(id, text, { at: 1000 + place })));
      for (const [place, [, queries]] of TEXTS.entries()) {
        for (const query of queries) assert.deepEqual(await found(index, query, texts), [`${unique}-${place}`], query);
      }
      assert.deepEqual(await found(index, 'parcel invoice', texts), []);
      await index.remove([...texts.keys()]);
      assert.deepEqual(await candidates(index, 'parcel'), []);
    });

    void test('the newest come first, page by page, ties included, and nothing twice', async () => {
      const ids = Array.from({ length: 25 }, (_, n) => `${unique}-${String(n).padStart(2, '0')}`);
      await index.index(ids.map((id, n) => entry(id, `${unique} common`, { at: 1000 + Math.floor(n / 5) })));
      const whole = await candidates(index, `common ${unique}`, { limit: 100 });
      assert.deepEqual(whole.toSorted(), ids);
      assert.deepEqual(await candidates(index, `common ${unique}`, { limit: 3 }), whole);
      const instants = whole.map((id) => Math.floor(ids.indexOf(id) / 5));
      assert.deepEqual(
        instants,
        instants.toSorted((one, other) => other - one),
      );
    });

    void test('what is indexed between two pages moves nothing that follows', async () => {
      await index.index([1, 2, 3].map((n) => entry(`${unique}-${n}`, unique, { at: n * 1000 })));
      const query = parseQuery(unique);
      const first = await index.find({ query, limit: 1 });
      assert.deepEqual(
        first.candidates.map(({ id }) => id),
        [`${unique}-3`],
      );
      await index.index([entry(`${unique}-4`, unique, { at: 4000 }), entry(`${unique}-1b`, unique, { at: 500 })]);
      const rest = await candidates(index, unique, { limit: 1, ...(first.cursor ? { after: first.cursor } : {}) });
      assert.deepEqual(rest, [`${unique}-2`, `${unique}-1`, `${unique}-1b`]);
    });

    void test('an older text never replaces a newer one, in whatever order they come, and a repetition changes nothing', async () => {
      const [old, middle, last] = ['first', 'second', 'third'].map((word, version) =>
        entry(`${unique}-1`, `${unique} ${word}`, { version: version + 1 }),
      );
      assert.ok(old && middle && last);
      await index.index([middle]);
      await index.index([old, last, old]);
      await index.index([middle, { ...last, text: `${unique} other` }]);
      assert.deepEqual(await candidates(index, `${unique} third`), [`${unique}-1`]);
      for (const word of ['first', 'second', 'other'])
        assert.deepEqual(await candidates(index, `${unique} ${word}`), []);
    });

    void test('a text that lost its words is not found, and no older one comes back', async () => {
      const words = entry(`${unique}-1`, unique, { version: 3 });
      await index.index([words]);
      await index.index([{ ...words, version: 4, text: '' }]);
      await index.index([words]);
      assert.deepEqual(await candidates(index, unique), []);
      await index.index([{ ...words, version: 5 }]);
      assert.deepEqual(await candidates(index, unique), [`${unique}-1`]);
    });

    void test('only under the customers asked for', async () => {
      const [anna, ben, carl] = ['a', 'b', 'c'].map((who) => `c_${unique}${who}`);
      assert.ok(anna && ben && carl);
      await index.index(
        [anna, ben, carl, anna].map((customerId, n) => entry(`${unique}-${n}`, unique, { customerId, at: n })),
      );
      assert.deepEqual(
        await candidates(index, unique, { customerIds: [anna, carl] }),
        [3, 2, 0].map((n) => `${unique}-${n}`),
      );
      assert.deepEqual(
        await candidates(index, unique, { customerIds: [anna, carl], limit: 1 }),
        [3, 2, 0].map((n) => `${unique}-${n}`),
      );
      assert.deepEqual(await candidates(index, unique, { customerIds: [`c_${unique}`] }), []);
      assert.deepEqual(await candidates(index, `c_${unique}a`), [], 'ids are no words');
    });

    void test('a customer is emptied, others are not, and versions stay', async () => {
      const [anna, ben] = [`c_${unique}a`, `c_${unique}b`];
      const texts = [anna, anna, ben].map((customerId, n) => entry(`${unique}-${n}`, unique, { customerId }));
      await index.index([...texts, entry(`${unique}-9`, '', { customerId: anna })]);
      assert.equal(await index.emptyCustomer(anna), 2);
      assert.deepEqual(await candidates(index, unique), [`${unique}-2`]);
      await index.index(texts);
      assert.deepEqual(await candidates(index, unique), [`${unique}-2`]);
      assert.equal(await index.emptyCustomer(anna), 0);
    });

    void test('while a fresh generation is made the old one serves, and both take in what comes', async () => {
      await index.index([entry(`${unique}-old`, unique, { at: 1 }), entry(`${unique}-edited`, unique, { at: 2 })]);
      const rebuild = await index.rebuild();
      assert.equal((await index.state()).isRebuilding, true);
      await index.index([
        entry(`${unique}-new`, unique, { at: 3 }),
        entry(`${unique}-edited`, `${unique} edited`, { at: 2, version: 2 }),
      ]);
      await rebuild.index(
        [entry(`${unique}-edited`, unique, { at: 2 }), entry(`${unique}-missed`, unique, { at: 4 })],
        'half',
      );
      assert.deepEqual(
        await candidates(index, unique),
        ['new', 'edited', 'old'].map((id) => `${unique}-${id}`),
      );
      const other = await index.rebuild();
      assert.equal(other.resumedFrom, 'half');
      await other.finish();
      assert.deepEqual(
        await candidates(index, unique),
        ['missed', 'new', 'edited'].map((id) => `${unique}-${id}`),
      );
      assert.deepEqual(await candidates(index, `${unique} edited`), [`${unique}-edited`]);
      assert.deepEqual(await index.state(), { completeSince: 0, isRebuilding: false });
      await rebuild.index([entry(`${unique}-late`, unique, { at: 5 })], 'end');
      await rebuild.finish();
      assert.equal((await candidates(index, unique))[0], `${unique}-late`, 'who rebuilt beside it loses nothing');
      assert.equal((await index.rebuild()).resumedFrom, undefined, 'the next one begins anew');
      await (await index.rebuild()).finish();
      assert.deepEqual(await candidates(index, unique), []);
    });

    void test('a new index says since when it is complete, until it is told otherwise', async () => {
      const fresh = await open();
      const { completeSince } = await fresh.index.state();
      assert.ok(completeSince > 0);
      await fresh.index.setCompleteSince(0);
      assert.equal((await fresh.index.state()).completeSince, 0);
      assert.equal(await fresh.index.count(10), 0);
      assert.equal(await fresh.index.checkHealth(), undefined);
      await fresh.dispose();
      assert.notEqual(await fresh.index.checkHealth(), undefined);
    });

    void test('calls that the port does not allow are refused', async () => {
      const query = parseQuery('word');
      const many = Array.from({ length: 501 }, (_, n) => entry(`${n}`, 'word'));
      await assert.rejects(index.index(many), InvalidSearchRequestError);
      await assert.rejects(index.find({ query, limit: 0 }), InvalidSearchRequestError);
      await assert.rejects(index.find({ query, limit: 1, customerIds: [] }), InvalidSearchRequestError);
      await assert.rejects(index.find({ query, limit: 1, after: 'made up' }), InvalidSearchRequestError);
    });
  });
}
