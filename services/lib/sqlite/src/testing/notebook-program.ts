import type { OpenSqliteProgram } from '../program.ts';

/** A small program for the tests: numbered lines in one table. */
export type NotebookRequest =
  | { readonly kind: 'write'; readonly line: string }
  /** Writes the line, then throws: the line must not stay. */
  | { readonly kind: 'write-and-throw'; readonly line: string; readonly code: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'limit-pages'; readonly pages: number }
  /** Leaves a broken reference behind, which SQLite refuses only at COMMIT. */
  | { readonly kind: 'break-commit' }
  | { readonly kind: 'answer-function' }
  | { readonly kind: 'end-thread' };

export type NotebookAnswer = { readonly lines: readonly string[]; readonly commit: number };

export const openProgram: OpenSqliteProgram<NotebookRequest, NotebookAnswer, { prefix: string }> = (
  database,
  options,
) => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS lines (n INTEGER PRIMARY KEY, line TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS marks (line INTEGER REFERENCES lines (n) DEFERRABLE INITIALLY DEFERRED);
  `);
  const insert = database.prepare('INSERT INTO lines (line) VALUES (?)');
  const all = database.prepare('SELECT line FROM lines ORDER BY n');
  let commits = 0;

  return {
    isRead: ({ kind }) => kind === 'all' || kind === 'answer-function',
    handle: (request) => {
      switch (request.kind) {
        case 'write':
          insert.run(options.prefix + request.line);
          return { lines: [], commit: commits };
        case 'write-and-throw':
          insert.run(options.prefix + request.line);
          throw Object.assign(new Error('as asked'), { code: request.code, retryable: false });
        case 'all':
          return { lines: all.all().map((row) => String(row['line'])), commit: commits };
        case 'limit-pages':
          database.exec(`PRAGMA max_page_count = ${request.pages}`);
          return { lines: [], commit: commits };
        case 'break-commit':
          database.exec('INSERT INTO marks VALUES (-1)');
          return { lines: [], commit: commits };
        case 'answer-function':
          return { lines: [], commit: commits, cannotTravel: () => 0 } as NotebookAnswer;
        case 'end-thread':
          // oxlint-disable-next-line no-process-exit, unicorn/no-process-exit -- ends this thread, as a crash would
          return process.exit(3);
      }
    },
    afterCommit: (committed) => {
      commits += 1;
      return { commit: commits, kinds: committed.map((request) => request.kind) };
    },
  };
};
