import { openGridFsBlobStore, type BlobStore } from '@onethread/blobs';
import { openMongoDocumentStore, type DocumentStore } from '@onethread/documents';
import { openDocumentSearchIndex, type SearchIndex } from '@onethread/search';
import { closeOpened } from './close-opened.ts';
import type { MongodbChoice } from './engine-choice.ts';
import type { Access, DatabaseName, Store } from './engines.ts';
import { patientStore } from './patient-store.ts';
import { reachChecked } from './reach-checked.ts';

const STORE = { name: 'document store (MongoDB)', settings: 'STORE_BACKEND and MONGODB_URI' } as const;

/** One database per owner, all on one replica set, and one for attachments. */
export function openMongodbStore({ uri, prefix }: MongodbChoice, access: Access): Store {
  const databases = new Map<string, Promise<DocumentStore>>();
  let blobs: Promise<BlobStore> | undefined;
  let search: Promise<SearchIndex> | undefined;
  const databaseOf = (name: string): string => `${prefix}_${name.replaceAll('-', '_')}`;
  const { logger } = access;

  const open = async (name: string): Promise<DocumentStore> => {
    const opened = await reachChecked(access, {
      ...STORE,
      check: `store-${name}`,
      open: () => openMongoDocumentStore({ uri, database: databaseOf(name), logger }),
      ask: (store) => store.checkHealth(),
    });
    return patientStore(opened, STORE, access);
  };
  const openBlobs = (): Promise<BlobStore> =>
    reachChecked(access, {
      check: 'attachments',
      ...STORE,
      name: 'attachment store (MongoDB)',
      open: () => openGridFsBlobStore({ uri, database: databaseOf('blobs') }),
      ask: async (store) => void (await store.info('probe')),
    });
  const documents = (name: DatabaseName): Promise<DocumentStore> => {
    const database = databases.get(name) ?? open(name);
    databases.set(name, database);
    return database;
  };
  return {
    documents,
    search: () => (search ??= documents('history').then(openDocumentSearchIndex)),
    blobs: () => (blobs ??= openBlobs()),
    close: () => closeOpened([...databases.values(), ...(blobs === undefined ? [] : [blobs])]),
  };
}
