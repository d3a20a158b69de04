import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a file so that a commit is on the disk when it returns (WAL, synchronous=FULL). The write-ahead log is folded
 * into the file each 1000 pages (4 MB), which keeps the pause of one commit short, and cut back to 64 MiB after a burst.
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA busy_timeout = 1000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 1000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA cache_size = -16384;
    PRAGMA mmap_size = 268435456;
    PRAGMA temp_store = MEMORY;
  `);
  return database;
}

/** Folds the write-ahead log into the file, then closes it. */
export function closeDatabase(database: DatabaseSync): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Without space the write-ahead log simply stays beside the file; the next opening reads it.
  }
  database.close();
}
