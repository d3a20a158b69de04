import { SqliteUnavailableError, openSqliteFile } from '../index.ts';
import type { NotebookAnswer, NotebookRequest } from './notebook-program.ts';

/**
 * A process that writes numbered lines to the file named on its command line until it is refused (its parent lets no file
 * grow beyond a limit), and prints how many were answered, and how many can still be read.
 */
const notebook = await openSqliteFile<NotebookRequest, NotebookAnswer, { prefix: string }>({
  file: String(process.argv[2]),
  program: new URL('./notebook-program.ts', import.meta.url),
  programOptions: { prefix: `${'x'.repeat(10_000)} ` },
});
let answered = 0;
try {
  for (;;) {
    await notebook.call({ kind: 'write', line: String(answered) });
    answered += 1;
  }
} catch (error) {
  if (!(error instanceof SqliteUnavailableError)) throw error;
}
const { lines } = await notebook.call({ kind: 'all' });
await notebook.close();
console.log(JSON.stringify({ answered, read: lines.length }));
