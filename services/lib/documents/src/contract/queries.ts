import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidRequestError } from '../errors.ts';
import { idsOf } from './store-under-test.ts';
import type { Collection, Query } from '../document-store.ts';
import type { StoreUnderTest, Thing } from './store-under-test.ts';

export function queryContract(subject: StoreUnderTest): void {
  void test('find goes through an index in both directions, the id breaking ties', async () => {
    const things = await subject.newCollection({ indexes: { by_at: { fields: ['kind', 'at'] } } });
    await things.insertMany([
      { _id: 'c', kind: 'x', at: 2 },
      { _id: 'a', kind: 'x', at: 2 },
      { _id: 'd', kind: 'x', at: 10 },
      { _id: 'b', kind: 'x', at: -1.5 },
      { _id: 'z', kind: 'y', at: 0 },
    ]);
    const query = { index: 'by_at', equals: ['x'], limit: 10 };
    assert.deepEqual(idsOf((await things.find(query)).documents), ['b', 'a', 'c', 'd']);
    const descending = await things.find({ ...query, order: 'descending' });
    assert.deepEqual(idsOf(descending.documents), ['d', 'c', 'a', 'b']);
    assert.equal(descending.cursor, undefined);
    assert.deepEqual(idsOf((await things.find({ index: 'by_at', limit: 10 })).documents), ['b', 'a', 'c', 'd', 'z']);
  });

  void test('bounds hold for the first field after equals', async () => {
    const things = await subject.newCollection({ indexes: { by_at: { fields: ['kind', 'at'] } } });
    await things.insertMany([1, 2, 3, 4, 5].map((at) => ({ _id: `n${at}`, kind: 'x', at })));
    const found = async (bounds: Partial<Query>): Promise<string> =>
      idsOf((await things.find({ index: 'by_at', equals: ['x'], limit: 10, ...bounds })).documents).join(' ');
    assert.equal(await found({ above: 2 }), 'n3 n4 n5');
    assert.equal(await found({ from: 2 }), 'n2 n3 n4 n5');
    assert.equal(await found({ below: 4 }), 'n1 n2 n3');
    assert.equal(await found({ to: 4, order: 'descending' }), 'n4 n3 n2 n1');
    assert.equal(await found({ above: 1, to: 4 }), 'n2 n3 n4');
    assert.equal(await found({ from: 3, below: 3 }), '');
    assert.equal(await found({ equals: ['x', 3] }), 'n3');
    assert.equal(await found({ equals: [], above: 'w', below: 'y', limit: 2 }), 'n1 n2');
  });

  void test('strings are ordered by their UTF-8 bytes', async () => {
    const things = await subject.newCollection({ indexes: { by_name: { fields: ['name'] } } });
    const ordered = ['', '\u0000', '\u0000a', 'A', 'Z', 'a', 'a\u0000', 'aa', 'b', 'é', '～', '👋'];
    await things.insertMany(ordered.toReversed().map((name, n) => ({ _id: `${n}`, name })));
    const { documents } = await things.find({ index: 'by_name', limit: 100 });
    assert.deepEqual(
      documents.map(({ name }) => name),
      ordered,
    );
    const { documents: after } = await things.find({ index: 'by_name', above: 'é', limit: 100 });
    assert.deepEqual(
      after.map(({ name }) => name),
      ['～', '👋'],
    );
  });

  void test('numbers are found exactly as they were stored', async () => {
    const things = await subject.newCollection({ indexes: { by_value: { fields: ['value'] } } });
    const values = [
      0.1 + 0.2,
      1 / 3,
      5e-324,
      1.7976931348623157e308,
      9_007_199_254_740_991,
      1_790_000_000_123_457,
      -0.7,
    ];
    await things.insertMany(values.map((value, n) => ({ _id: `${n}`, value })));
    for (const [n, value] of values.entries()) {
      assert.deepEqual(idsOf((await things.find({ index: 'by_value', equals: [value], limit: 2 })).documents), [
        `${n}`,
      ]);
    }
  });

  void test('booleans and dotted paths are indexed', async () => {
    const things = await subject.newCollection({ indexes: { by_state: { fields: ['state.open', 'state.since.at'] } } });
    await things.insertMany([
      { _id: 'a', state: { open: true, since: { at: 2 } } },
      { _id: 'b', state: { open: true, since: { at: 1 } } },
      { _id: 'c', state: { open: false, since: { at: 3 } } },
      { _id: 'd', state: 'open' },
      { _id: 'e', 'state.open': true },
    ]);
    const open = await things.find({ index: 'by_state', equals: [true], limit: 10 });
    assert.deepEqual(idsOf(open.documents), ['b', 'a']);
    assert.deepEqual(idsOf((await things.find({ index: 'by_state', limit: 10 })).documents), ['c', 'b', 'a']);
    const first = await things.find({ index: 'by_state', limit: 1 });
    const next = await things.find({ index: 'by_state', limit: 1, ...(first.cursor && { after: first.cursor }) });
    assert.deepEqual(idsOf(next.documents), ['b']);
  });

  void test('pages follow each other through ties without gap or repeat, whatever the page size', async () => {
    const things = await subject.newCollection({ indexes: { by_at: { fields: ['kind', 'at'] } } });
    await things.insertMany(
      Array.from({ length: 23 }, (_, n) => ({ _id: `n${String(n).padStart(2, '0')}`, kind: 'x', at: n % 3 })),
    );
    for (const order of ['ascending', 'descending'] as const) {
      const query = { index: 'by_at', equals: ['x'], order, limit: 100 };
      const whole = idsOf((await things.find(query)).documents);
      for (const limit of [1, 2, 7, 22, 23]) assert.deepEqual(await walk(things, { ...query, limit }), whole);
    }
  });

  void test('a cursor keeps its place while documents come and go around it', async () => {
    const things = await subject.newCollection({ indexes: { by_at: { fields: ['at'] } } });
    await things.insertMany([1, 2, 3, 4, 5].map((at) => ({ _id: `n${at}`, at })));
    const first = await things.find({ index: 'by_at', limit: 2 });
    assert.deepEqual(idsOf(first.documents), ['n1', 'n2']);
    await things.insertMany([
      { _id: 'before', at: 0 },
      { _id: 'n2, tied', at: 2 },
      { _id: 'between', at: 2.5 },
    ]);
    await things.remove('n2');
    await things.replace({ _id: 'n4', at: -1, rev: 1 });
    assert.ok(first.cursor !== undefined);
    const after = JSON.parse(JSON.stringify(first.cursor)) as typeof first.cursor;
    const rest = await things.find({ index: 'by_at', limit: 10, after });
    assert.deepEqual(idsOf(rest.documents), ['n2, tied', 'between', 'n3', 'n5']);
  });

  void test('a page holds up to 1000 documents', async () => {
    const things = await subject.newCollection({ indexes: { by_kind: { fields: ['kind'] } } });
    const ids = Array.from({ length: 1001 }, (_, n) => String(n).padStart(4, '0'));
    await things.insertMany(ids.slice(0, 1000).map((id) => ({ _id: id, kind: 'x' })));
    await things.insert({ _id: ids[1000] ?? '', kind: 'x' });
    const { documents, cursor } = await things.find({ index: 'by_kind', equals: ['x'], limit: 1000 });
    assert.deepEqual(idsOf(documents), ids.slice(0, 1000));
    assert.ok(cursor !== undefined);
    const rest = await things.find({ index: 'by_kind', equals: ['x'], limit: 1000, after: cursor });
    assert.deepEqual(idsOf(rest.documents), ids.slice(1000));
  });

  void test('count counts to its bound and no further', async () => {
    const things = await subject.newCollection({
      indexes: { by_at: { fields: ['kind', 'at'] }, by_word: { fields: ['words'], multi: true } },
    });
    await things.insertMany(
      Array.from({ length: 30 }, (_, at) => ({ _id: `${at}`, kind: at < 20 ? 'x' : 'y', at, words: ['w', `w${at}`] })),
    );
    assert.equal(await things.count({ index: 'by_at', equals: ['x'] }, 1000), 20);
    assert.equal(await things.count({ index: 'by_at', equals: ['x'] }, 7), 7);
    assert.equal(await things.count({ index: 'by_at', equals: ['x'], above: 4, to: 9 }, 1000), 5);
    assert.equal(await things.count({ index: 'by_at' }, 10_000), 30);
    assert.equal(await things.count({ index: 'by_at', equals: ['z'] }, 1), 0);
    assert.equal(await things.count({ index: 'by_word', equals: ['w'] }, 100), 30);
  });

  void test('a query that the port does not allow is refused', async () => {
    const things = await subject.newCollection({
      indexes: { by_at: { fields: ['kind', 'at'] }, by_word: { fields: ['words'], multi: true } },
    });
    const by = { index: 'by_at', limit: 1 };
    const refused: readonly Query[] = [
      { index: 'by_nothing', limit: 1 },
      { index: 'toString', limit: 1 },
      { ...by, limit: 0 },
      { ...by, limit: 1001 },
      { ...by, limit: 1.5 },
      { ...by, equals: ['x', 1, 2] },
      { ...by, equals: ['x', 1], above: 1 },
      { ...by, equals: [Number.NaN] },
      { ...by, equals: [null as unknown as string] },
      { ...by, equals: [{ $gt: '' } as unknown as string] },
      { ...by, above: 1, from: 1 },
      { ...by, below: 1, to: 1 },
      { ...by, after: ['x', 'a'] },
      { ...by, after: [null, 1, 'a'] },
      { ...by, after: ['x', 1, null] },
      { ...by, after: 'x' as unknown as string[] },
      { ...by, equals: ['x'], after: ['y', 1, 'a'] },
      { index: 'by_word', limit: 1 },
      { index: 'by_word', above: 'a', limit: 1 },
    ];
    for (const query of refused) await assert.rejects(things.find(query), InvalidRequestError, JSON.stringify(query));
    for (const atMost of [0, 10_001, 0.5]) {
      await assert.rejects(things.count({ index: 'by_at' }, atMost), InvalidRequestError);
    }
    await assert.rejects(things.count({ index: 'by_nothing' }, 1), InvalidRequestError);
  });
}

async function walk(things: Collection<Thing>, query: Query): Promise<readonly string[]> {
  const ids: string[] = [];
  let page = await things.find(query);
  for (;;) {
    assert.ok(page.documents.length <= query.limit);
    ids.push(...idsOf(page.documents));
    if (page.cursor === undefined) return ids;
    page = await things.find({ ...query, after: page.cursor });
  }
}
