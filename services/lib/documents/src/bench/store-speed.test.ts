import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqliteDocumentStore } from '../sqlite/open-sqlite-document-store.ts';
import { measureStoreSpeed } from './store-speed.ts';

test('every kind of call is measured for every number of callers, on documents that are there', async () => {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  const rows = await measureStoreSpeed(store, { collection: 'measured', calls: 20, callers: [1, 4] });
  assert.deepEqual(
    rows.map(({ call, callers }) => `${call} ${callers}`),
    ['insert 1', 'get 1', 'replace 1', 'insert 4', 'get 4', 'replace 4'],
  );
  assert.ok(rows.every(({ perSecond, p50Ms, p99Ms }) => perSecond > 0 && p50Ms > 0 && p99Ms >= p50Ms));
  const measured = await store.collection<{ _id: string; rev: number; n: number }>({ name: 'measured' });
  assert.equal((await measured.get('4 callers#19'))?.rev, 2);
  await store.close();
});
