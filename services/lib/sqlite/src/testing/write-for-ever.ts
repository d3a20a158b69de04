import { openSqliteFile } from '../open-sqlite-file.ts';
import type { NotebookAnswer, NotebookRequest } from './notebook-program.ts';

/** A process that writes numbered lines to the file named on its command line, and prints each number once it is answered. */
const notebook = await openSqliteFile<NotebookRequest, NotebookAnswer, { prefix: string }>({
  file: String(process.argv[2]),
  program: new URL('./notebook-program.ts', import.meta.url),
  programOptions: { prefix: '' },
});
for (let n = 0; ; n += 10) {
  const batch = Array.from({ length: 10 }, (_, place) => n + place);
  await Promise.all(batch.map((line) => notebook.call({ kind: 'write', line: String(line) })));
  process.stdout.write(`${n + 9}\n`);
}
