import { openGridFsBlobStore, type BlobStore } from '@onethread/blobs';
import { openMongoDocumentStore, type MongoDocumentStore } from '@onethread/documents';
import { closeOpened } from './close-opened.ts';
import type { MongodbChoice } from './engine-choice.ts';
import type { Access, Store } from './engines.ts';
import { reachChecked } from './reach-checked.ts';

const SETTINGS = 'STORE_BACKEND and MONGODB_URI';

/** One database per owner, all on one replica set, and one for attachments. */
export function openMongodbStore({ uri, prefix }: MongodbChoice, access: Access): Store {
  const databases = new Map<string, Promise<MongoDocumentStore>>();
  let blobs: Promise<BlobStore> | undefined;
  const databaseOf = (name: string): string => `${prefix}_${name.replaceAll('-', '_')}`;
  const { logger } = access;

  const open = (name: string): Promise<MongoDocumentStore> =>
    reachChecked(access, {
      check: `store-${name}`,
      name: 'document store (MongoDB)',
      settings: SETTINGS,
      open: () => openMongoDocumentStore({ uri, database: databaseOf(name), logger }),
      ask: (store) => store.checkHealth(),
    });
  const openBlobs = (): Promise<BlobStore> =>
    reachChecked(access, {
      check: 'attachments',
      name: 'attachment store (MongoDB)',
      settings: SETTINGS,
      open: () => openGridFsBlobStore({ uri, database: databaseOf('blobs') }),
      ask: async (store) => void (await store.info('probe')),
    });
  return {
    documents(name) {
      const database = databases.get(name) ?? open(name);
      databases.set(name, database);
      return database;
    },
    blobs: () => (blobs ??= openBlobs()),
    close: () => closeOpened([...databases.values(), ...(blobs === undefined ? [] : [blobs])]),
  };
}
