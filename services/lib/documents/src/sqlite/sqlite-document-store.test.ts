import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { documentStoreContract } from '../document-store.contract.ts';
import { StoreUnavailableError } from '../errors.ts';
import { openSqliteDocumentStore } from './open-sqlite-document-store.ts';

const SWEEP_EVERY_MS = 50;

documentStoreContract('SQLite in memory', async () => {
  const store = await openSqliteDocumentStore({ file: ':memory:', sweepEveryMs: SWEEP_EVERY_MS });
  return { store, dispose: () => store.close() };
});

documentStoreContract('SQLite file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'onethread-documents-'));
  const open = () => openSqliteDocumentStore({ file: join(folder, 'documents.sqlite'), sweepEveryMs: SWEEP_EVERY_MS });
  let store = await open();
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

test('a page of very large documents ends early and its cursor goes on', async () => {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  const things = await store.collection({ name: 'things', indexes: { by_kind: { fields: ['kind'] } } });
  const text = 'x'.repeat(1_000_000);
  const ids = Array.from({ length: 40 }, (_, n) => String(n).padStart(2, '0'));
  for (const id of ids) await things.insert({ _id: id, kind: 'x', text } as { _id: string });
  const pages: string[][] = [];
  let page = await things.find({ index: 'by_kind', limit: 1000 });
  pages.push(page.documents.map(({ _id: id }) => id));
  while (page.cursor !== undefined) {
    page = await things.find({ index: 'by_kind', limit: 1000, after: page.cursor });
    pages.push(page.documents.map(({ _id: id }) => id));
  }
  assert.deepEqual(pages.flat(), ids);
  assert.ok(pages.length > 1 && pages.every(({ length }) => length < 20));
  await store.close();
});

test('a file that cannot be opened is reported as unavailable', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'onethread-documents-'));
  const file = join(folder, 'absent', 'documents.sqlite');
  await assert.rejects(openSqliteDocumentStore({ file }), StoreUnavailableError);
  await rm(folder, { recursive: true });
});
