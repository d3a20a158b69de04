import type { OpenSqliteProgram } from '../index.ts';

/** One row of 500 bytes per request. */
export const openProgram: OpenSqliteProgram<string, number, undefined> = (database) => {
  database.exec('CREATE TABLE IF NOT EXISTS rows (n INTEGER PRIMARY KEY, value TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO rows (value) VALUES (?)');
  return { handle: (value) => Number(insert.run(value).lastInsertRowid) };
};
