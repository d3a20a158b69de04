import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultyDocumentStore, type StoreCall } from './faulty-document-store.ts';
import { getAll } from './get-all.ts';
import { MAX_BATCH } from './query.ts';
import { openSqliteDocumentStore } from './sqlite/open-sqlite-document-store.ts';

test('more documents than a call takes are found in the order asked for, missing ones left out', async (context) => {
  const reads: StoreCall[] = [];
  const store = faultyDocumentStore(await openSqliteDocumentStore({ file: ':memory:' }), {
    before: (call) => void (call.isWrite || reads.push(call)),
  });
  context.after(() => store.close());
  const things = await store.collection({ name: 'things' });
  const ids = Array.from({ length: MAX_BATCH + 2 }, (_, n) => `thing-${n}`);
  await things.insertMany(ids.slice(0, MAX_BATCH).map((_id) => ({ _id })));
  await things.insertMany(ids.slice(MAX_BATCH).map((_id) => ({ _id })));

  const asked = ['nobody', ...ids.toReversed()];
  const found = await getAll(things, asked);
  assert.deepEqual(
    found.map(({ _id }) => _id),
    asked.slice(1),
  );
  assert.equal(reads.length, 2);
});

test('no ids are no call', async (context) => {
  const store = faultyDocumentStore(await openSqliteDocumentStore({ file: ':memory:' }), { before: () => 'refuse' });
  context.after(() => store.close());
  assert.deepEqual(await getAll(await store.collection({ name: 'things' }), []), []);
});
