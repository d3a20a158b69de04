import { openMemoryFile } from './memory-file.ts';
import { openRestingFile } from './resting-file.ts';
import { openWorkerFile } from './worker-file.ts';
import type { SqliteFile, SqliteFileOptions } from './sqlite-file.ts';

/**
 * Opens (and creates) a SQLite file and the program that works on it. One file must be opened once at a time; the folder's
 * lock (`lockDataFolder`) sees to that between processes.
 * Throws `SqliteUnavailableError` when the file cannot be opened, and whatever the program throws while it opens.
 */
export function openSqliteFile<Request, Answer, Options>(
  options: SqliteFileOptions<Options>,
): Promise<SqliteFile<Request, Answer>> {
  if (options.file === ':memory:') return openMemoryFile(options);
  const open = (): Promise<SqliteFile<Request, Answer>> => openWorkerFile(options);
  return options.restAfterMs === undefined ? open() : openRestingFile(open, options.restAfterMs);
}
