import { openMongoConnection } from './open-mongo-connection.ts';
import type { MongoDocumentStore } from './mongo-document-store.ts';
import type { MongoConnectionOptions } from './open-mongo-connection.ts';

export type { MongoDocumentStore };

export interface MongoDocumentStoreOptions extends MongoConnectionOptions {
  /**
   * Default true: declaring a collection creates what is missing of its indexes. With false, for a user who may only read
   * and write, it throws `StoreMisconfiguredError` instead, and an operator creates them by `applyIndexes`.
   */
  readonly createIndexes?: boolean;
}

/**
 * Opens a database of a MongoDB replica set (6.0 or newer). Throws `StoreUnavailableError` while no primary can be reached
 * and `StoreMisconfiguredError` where the URI, the server or its user will not do.
 */
export async function openMongoDocumentStore(options: MongoDocumentStoreOptions): Promise<MongoDocumentStore> {
  const { MongoDocumentStore: Store } = await import('./mongo-document-store.ts');
  return new Store(await openMongoConnection(options), { createIndexes: options.createIndexes ?? true });
}
