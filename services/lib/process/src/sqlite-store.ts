import { join } from 'node:path';
import { openFileBlobStore, type BlobStore } from '@onethread/blobs';
import { openSqliteDocumentStore, type DocumentStore } from '@onethread/documents';
import { openSqliteSearchIndex, type SearchIndex } from '@onethread/search';
import { backendCheck } from './backend-check.ts';
import { probe } from './probe.ts';
import { ownCollections } from './own-collections.ts';
import { closeOpened } from './close-opened.ts';
import type { Access, DatabaseName, Store } from './engines.ts';

/** Files of one data folder: history has its own, the small databases of channels and desk share one. */
export function openSqliteStore(access: Access): Store {
  const files = new Map<string, Promise<DocumentStore>>();
  let blobs: Promise<BlobStore> | undefined;
  let search: Promise<SearchIndex> | undefined;

  const openFile = async (name: string): Promise<DocumentStore> => {
    const file = await openSqliteDocumentStore({ file: join(access.dataFolder, `${name}.sqlite`) });
    access.addHealthCheck(backendCheck(name, probe(file)));
    return file;
  };
  const fileOf = (name: string): Promise<DocumentStore> => {
    const file = files.get(name) ?? openFile(name);
    files.set(name, file);
    return file;
  };
  return {
    documents: async (name) =>
      name === 'history' ? await fileOf('history') : ownCollections(await fileOf('services'), ownerOf(name)),
    blobs: () => (blobs ??= openFileBlobStore({ folder: join(access.dataFolder, 'attachments') })),
    search: () => (search ??= openSqliteSearchIndex({ file: join(access.dataFolder, 'search.sqlite') })),
    close: () =>
      closeOpened([
        ...(search === undefined ? [] : [search]),
        ...files.values(),
        ...(blobs === undefined ? [] : [blobs]),
      ]),
  };
}

/** As collections of the shared file have always been named. */
function ownerOf(name: DatabaseName): string {
  return name.replace(/^channel-/, '');
}
