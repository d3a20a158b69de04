import { openMongoConnection } from './mongo-connection.ts';
import { MongoDocumentStore } from './mongo-document-store.ts';
import type { MongoConnectionOptions } from './mongo-connection.ts';

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
  const connection = await openMongoConnection(options);
  return new MongoDocumentStore(connection, { createIndexes: options.createIndexes ?? true });
}
