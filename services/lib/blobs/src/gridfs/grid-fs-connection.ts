import type { Db } from 'mongodb';

/** What the store needs of a connection, whose write and read concerns hold for all that it does. */
export interface GridFsConnection {
  readonly database: Db;
  readonly description: string;
  describeFault(error: unknown): string;
  checkHealth(): Promise<string | undefined>;
  close(): Promise<void>;
}
