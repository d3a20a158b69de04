import type { DatabaseSync } from 'node:sqlite';
import type { OpenSqliteProgram, SqliteProgram } from './program.ts';

/** Loads a program's module and opens the program on the database. Throws `TypeError` when the module exports no `openProgram`. */
export async function loadProgram<Request, Answer>(
  module: string,
  database: DatabaseSync,
  options: unknown,
): Promise<SqliteProgram<Request, Answer>> {
  const { openProgram } = (await import(module)) as { openProgram?: OpenSqliteProgram<Request, Answer, unknown> };
  if (typeof openProgram !== 'function') throw new TypeError(`${module} does not export openProgram`);
  return openProgram(database, options);
}
