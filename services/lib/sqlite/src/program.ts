import type { DatabaseSync } from 'node:sqlite';

/**
 * What a worker does with one SQLite file. `handle` runs synchronously inside the worker's current transaction; its
 * answer is posted only after that transaction is durable, so an answer is a promise of durability.
 * It must be atomic by itself: when it throws, what it wrote is rolled back (savepoint) and only its caller fails.
 */
export interface SqliteProgram<Request, Answer> {
  handle(request: Request): Answer;
  /**
   * Says that a request only reads, so that it forces no commit and no fsync; left out, every request is taken for a write.
   * A read that follows a write of the same commit sees it, and is then answered after that commit.
   */
  isRead?(request: Request): boolean;
  /**
   * Called after each commit with the writes that were committed in it (not those that threw); what it returns is posted to `onNotice` of the
   * owner. A log uses it to push new records to its subscribers without another read.
   */
  afterCommit?(committed: readonly Request[]): unknown;
}

/** The default export form of a program's module: `export const openProgram: OpenSqliteProgram<…> = (db, options) => …`. */
export type OpenSqliteProgram<Request, Answer, Options> = (
  database: DatabaseSync,
  options: Options,
) => SqliteProgram<Request, Answer>;
