import { globSync } from 'node:fs';
import { ROOT } from '../workspaces.ts';
import { runCommand } from './run-command.ts';

const SLOW_SUFFIXES = ['.int.test.ts', '.system.test.ts', '.browser.test.ts', '.cluster.test.ts'];

/** Test files with that suffix; `.test.ts` alone means the fast ones. */
export function testFiles(suffix: string, only: readonly string[]): string[] {
  return globSync(`{services,scripts}/**/*${suffix}`, { cwd: ROOT, exclude: ['**/node_modules/**'] })
    .filter((file) => suffix !== '.test.ts' || !SLOW_SUFFIXES.some((slow) => file.endsWith(slow)))
    .filter((file) => only.length === 0 || only.some((path) => file.startsWith(path.replace(/^\.\//u, ''))))
    .toSorted();
}

export interface TestRun {
  readonly filesAtOnce: number;
  readonly globalSetup?: string;
  /** A file that takes longer is ended and fails. Default: none. */
  readonly fileWithinMs?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A level whose glob matches no file fails: a test run of nothing is not a pass. */
export async function runTestFiles(files: readonly string[], run: TestRun): Promise<boolean> {
  if (files.length === 0) {
    console.error('no test file found');
    return false;
  }
  const options = [
    '--test',
    `--test-concurrency=${run.filesAtOnce}`,
    ...(run.globalSetup ? [`--test-global-setup=${run.globalSetup}`] : []),
    ...(run.fileWithinMs ? [`--test-timeout=${run.fileWithinMs}`] : []),
  ];
  return runCommand(process.execPath, [...options, ...files], run.env);
}
