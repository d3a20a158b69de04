import { openMongoConnection, StoreUnavailableError } from '@onethread/documents';
import { BlobsUnavailableError } from './errors.ts';
import type { CheckedBlobStore } from './blob-store.ts';

export interface GridFsBlobStoreOptions {
  /** As for the document store: pool size and time-outs may be set in it, durability may not. */
  readonly uri: string;
  /** A database of its own, so that attachments can be backed up and sized apart from history. */
  readonly database: string;
  /** Epoch ms; default `Date.now`. */
  readonly now?: () => number;
}

/**
 * Opens a GridFS bucket of a MongoDB replica set (6.0 or newer), creating its indexes. Throws `BlobsUnavailableError` while
 * no primary can be reached and the `StoreMisconfiguredError` of `@onethread/documents` where the URI, the server or its user
 * will not do. The driver is loaded by the first call.
 */
export async function openGridFsBlobStore(options: GridFsBlobStoreOptions): Promise<CheckedBlobStore> {
  const { GridFsBlobStore } = await import('./gridfs/grid-fs-blob-store.ts');
  const connection = await openMongoConnection({ uri: options.uri, database: options.database }).catch(
    (error: unknown) => {
      if (error instanceof StoreUnavailableError) throw new BlobsUnavailableError(error.message, { cause: error });
      throw error;
    },
  );
  const store = new GridFsBlobStore(connection, options.now ?? Date.now);
  try {
    await store.createIndexes();
  } catch (error) {
    await connection.close();
    throw error;
  }
  return store;
}
