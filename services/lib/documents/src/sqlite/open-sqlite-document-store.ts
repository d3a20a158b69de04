import { openSqliteFile } from '@onethread/sqlite';
import { ProgramClient } from './program-client.ts';
import { SqliteDocumentStore } from './sqlite-document-store.ts';
import type { CheckedDocumentStore } from '../document-store.ts';
import type { CallAnswer, CallRequest } from './calls.ts';

export interface SqliteDocumentStoreOptions {
  /** The database file, created if absent; `':memory:'` for unit tests. One process and one store at a time. */
  readonly file: string;
  /** How often documents past their time are removed. Default 60 000 ms, which is also the longest the port allows. */
  readonly sweepEveryMs?: number;
}

const SWEEP_EVERY_MS = 60_000;

/** Throws `StoreUnavailableError` when the file cannot be opened. */
export async function openSqliteDocumentStore(options: SqliteDocumentStoreOptions): Promise<CheckedDocumentStore> {
  const client = await ProgramClient.open(() =>
    openSqliteFile<CallRequest, CallAnswer, undefined>({
      file: options.file,
      program: new URL('./program.ts', import.meta.url),
      programOptions: undefined,
    }),
  );
  return new SqliteDocumentStore(client, {
    description: `sqlite ${options.file}`,
    sweepEveryMs: Math.min(options.sweepEveryMs ?? SWEEP_EVERY_MS, SWEEP_EVERY_MS),
  });
}
