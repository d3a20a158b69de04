import type { BlobStore } from '@onethread/blobs';
import type { DocumentStore } from '@onethread/documents';
import type { MongodbChoice } from './engine-choice.ts';
import { closeOpened } from './close-opened.ts';
import type { Access, Store } from './engines.ts';
import { probe } from './probe.ts';
import { reachChecked } from './reach-checked.ts';

const SETTINGS = 'STORE_BACKEND and MONGODB_URI';

/** One database per owner, all on one replica set, and one for attachments. */
export function openMongodbStore({ uri, prefix }: MongodbChoice, access: Access): Store {
  const databases = new Map<string, Promise<DocumentStore>>();
  let blobs: Promise<BlobStore> | undefined;
  const databaseOf = (name: string): string => `${prefix}_${name.replaceAll('-', '_')}`;
  const { logger } = access;

  const open = (name: string): Promise<DocumentStore> => {
    const probes = new WeakMap<DocumentStore, () => Promise<unknown>>();
    return reachChecked(access, {
      check: `store-${name}`,
      name: 'document store (MongoDB)',
      settings: SETTINGS,
      open: async () =>
        (await import('@onethread/documents')).openMongoDocumentStore({ uri, database: databaseOf(name), logger }),
      ask: (store) => {
        const ask = probes.get(store) ?? probe(store);
        probes.set(store, ask);
        return ask();
      },
    });
  };
  return {
    documents(name) {
      const database = databases.get(name) ?? open(name);
      databases.set(name, database);
      return database;
    },
    blobs: () =>
      (blobs ??= reachChecked(access, {
        check: 'attachments',
        name: 'attachment store (MongoDB)',
        settings: SETTINGS,
        open: async () =>
          (await import('@onethread/blobs')).openGridFsBlobStore({ uri, database: databaseOf('blobs') }),
        ask: (store) => store.info('probe'),
      })),
    close: () => closeOpened([...databases.values(), ...(blobs === undefined ? [] : [blobs])]),
  };
}
