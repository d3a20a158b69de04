import { openSqliteFile, SqliteUnavailableError } from '@onethread/sqlite';
import { SearchUnavailableError } from '../errors.ts';
import type { SearchIndex } from '../search-index.ts';
import type { CallAnswer, CallRequest } from './calls.ts';
import { SqliteSearchIndex } from './sqlite-search-index.ts';

/** Words are looked up and taken in now and then; between, the index takes no memory. */
const REST_AFTER_MS = 15_000;

export interface SqliteSearchIndexOptions {
  /** The index's own file, created if absent; `':memory:'` for unit tests. One process at a time. */
  readonly file: string;
}

/** Throws `SearchUnavailableError` when the file cannot be opened. */
export async function openSqliteSearchIndex({ file }: SqliteSearchIndexOptions): Promise<SearchIndex> {
  try {
    const opened = await openSqliteFile<CallRequest, CallAnswer, undefined>({
      file,
      program: new URL('./program.ts', import.meta.url),
      programOptions: undefined,
      restAfterMs: REST_AFTER_MS,
    });
    return new SqliteSearchIndex(opened, `sqlite ${file}`);
  } catch (error) {
    if (error instanceof SqliteUnavailableError) throw new SearchUnavailableError(error.message, { cause: error });
    throw error;
  }
}
