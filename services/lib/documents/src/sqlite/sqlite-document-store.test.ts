import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentStoreContract } from '../document-store.contract.ts';
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
