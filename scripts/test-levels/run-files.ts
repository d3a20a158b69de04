import { createWriteStream } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import failedFiles from './failed-files-reporter.ts';

/** What this process is told, as JSON: options of `run()` of node:test, and where to write which files failed. */
interface Task extends NonNullable<Parameters<typeof run>[0]> {
  readonly failedFilesList: string;
  readonly globalSetupPath?: string;
}

/**
 * `node --test` for a list of files, which begin in the order of the list: the command itself sorts them by name, and
 * the longest would begin when nothing is left to run beside it.
 */
const { failedFilesList, ...options } = JSON.parse(process.argv[2] ?? '{}') as Task;
// Whoever ends the run ends the files that it runs: they are processes of their own.
const ended = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
const events = run({ ...options, signal: ended.signal });
events.on('test:summary', ({ success }) => {
  if (!success) process.exitCode = 1;
});
events.compose(spec).pipe(process.stdout);
events.compose(failedFiles).pipe(createWriteStream(failedFilesList));
