import type { Db, MongoClient } from 'mongodb';
import type { PrimaryLogger } from './watch-primary.ts';

export interface MongoConnectionOptions {
  /** `mongodb://` or `mongodb+srv://`. Pool size and time-outs may be set in it; durability and where reads go may not. */
  readonly uri: string;
  /** Created by the first write. */
  readonly database: string;
  readonly logger?: PrimaryLogger;
}

export interface MongoConnection {
  readonly client: MongoClient;
  /** With `DURABLE_CALLS` as the rule of all its collections. */
  readonly database: Db;
  /** The server in use, for logs and test reports; never contains credentials. */
  readonly description: string;
  /** One line that says what is wrong and quotes nothing of documents. */
  describeFault(error: unknown): string;
  /** Undefined while a primary answers, else what is wrong. */
  checkHealth(): Promise<string | undefined>;
  close(): Promise<void>;
}

/**
 * Connects and looks whether the server can be used. Throws `StoreUnavailableError` while no primary can be reached, and
 * `StoreMisconfiguredError` for a URI, a server or a user that will not do. The driver is loaded by the first call, so that
 * whoever runs on SQLite never has it in memory.
 */
export async function openMongoConnection(options: MongoConnectionOptions): Promise<MongoConnection> {
  const { connect } = await import('./mongo-connection.ts');
  return await connect(options);
}
