import type { DatabaseSync } from 'node:sqlite';
import type { OpenSqliteProgram, SqliteProgram } from './program.ts';

/** Loads a program's module; gives what opens the program on a database. Throws `TypeError` when the module exports no `openProgram`. */
export async function loadProgram<Request, Answer>(
  module: string,
  options: unknown,
): Promise<(database: DatabaseSync) => SqliteProgram<Request, Answer>> {
  const { openProgram } = (await import(module)) as { openProgram?: OpenSqliteProgram<Request, Answer, unknown> };
  if (typeof openProgram !== 'function') throw new TypeError(`${module} does not export openProgram`);
  return (database) => openProgram(database, options);
}
