import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultyDocumentStore } from './faulty-document-store.ts';
import { documentsOf, pagesOf } from './read-all.ts';
import { openSqliteDocumentStore } from './sqlite/open-sqlite-document-store.ts';

const QUERY = { index: 'by_key', equals: ['k'], limit: 2 } as const;

test('a query is read to its end, page after page, and no further than it is asked for', async (t) => {
  let reads = 0;
  const store = faultyDocumentStore(await openSqliteDocumentStore({ file: ':memory:' }), {
    before: ({ method }) => void (reads += method === 'find' ? 1 : 0),
  });
  t.after(() => store.close());
  const things = await store.collection({ name: 'things', indexes: { by_key: { fields: ['key'] } } });
  const ids = ['a', 'b', 'c', 'd', 'e'];
  await things.insertMany([...ids.map((_id) => ({ _id, key: 'k' })), { _id: 'other', key: 'l' }]);

  const all: string[] = [];
  for await (const { _id } of documentsOf(things, QUERY)) all.push(_id);
  assert.deepEqual(all, ids);
  assert.equal(reads, 3);
  for await (const page of pagesOf(things, { ...QUERY, order: 'descending' })) {
    assert.deepEqual(
      page.map(({ _id }) => _id),
      ['e', 'd'],
    );
    break;
  }
  assert.equal(reads, 4);
});
