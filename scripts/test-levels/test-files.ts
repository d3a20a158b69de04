import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from '../workspaces.ts';
import type { LevelResult } from './level.ts';
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
  /** Files that begin before all others, the longest first. */
  readonly longest?: readonly string[];
  readonly globalSetup?: string;
  /** A file that takes longer is ended and fails. Default: none. */
  readonly fileWithinMs?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** More failed files than that are no accident of a busy machine. */
const MAX_FILES_RUN_AGAIN = 3;
const RUNNER = join(ROOT, 'scripts/test-levels/run-files.ts');
/** Of all processes that tests start: reading and compiling what they import is a third of their processor time. */
const COMPILE_CACHE = join(ROOT, 'node_modules/.cache/compile');

/**
 * A level whose glob matches no file fails: a test run of nothing is not a pass. Files that fail are run once more, alone:
 * one that passes then is named unstable in the summary, where it stays until somebody has found out why.
 */
export async function runTestFiles(files: readonly string[], run: TestRun): Promise<LevelResult> {
  if (files.length === 0) {
    console.error('no test file found');
    return { outcome: 'failed', notes: [] };
  }
  const first = await runOnce(longestFirst(files, run), run);
  if (first.passed) return { outcome: 'passed', notes: [] };
  const failed = first.failedFiles;
  if (failed.length === 0 || failed.length > MAX_FILES_RUN_AGAIN) return { outcome: 'failed', notes: [] };
  console.log(`\n-- failed, and once more alone: ${failed.join(', ')}`);
  const second = await runOnce(failed, { ...run, filesAtOnce: 1 });
  if (!second.passed) return { outcome: 'failed', notes: [] };
  return { outcome: 'passed', notes: failed.map((file) => `UNSTABLE, passed only when run again: ${file}`) };
}

async function runOnce(files: readonly string[], run: TestRun) {
  const folder = await mkdtemp(join(tmpdir(), 'onethread-test-run-'));
  const failedFilesList = join(folder, 'failed-files');
  const task = {
    files,
    concurrency: run.filesAtOnce,
    failedFilesList,
    ...(run.globalSetup ? { globalSetupPath: run.globalSetup } : {}),
    ...(run.fileWithinMs ? { timeout: run.fileWithinMs } : {}),
  };
  const env = { NODE_COMPILE_CACHE: COMPILE_CACHE, ...run.env };
  const passed = await runCommand(process.execPath, [RUNNER, JSON.stringify(task)], env);
  const lines = await readFile(failedFilesList, 'utf8').catch(() => '');
  await rm(folder, { recursive: true, force: true });
  return { passed, failedFiles: lines.split('\n').flatMap((file) => (file ? [relative(ROOT, file)] : [])) };
}

/** The longest of them, named by their level, begin first: begun last they would run alone. Throws for a name that is none. */
function longestFirst(files: readonly string[], { longest = [] }: TestRun): string[] {
  const gone = longest.filter((file) => !existsSync(join(ROOT, file)));
  if (gone.length > 0) throw new Error(`named as long, and not there: ${gone.join(', ')}`);
  const first = longest.filter((file) => files.includes(file));
  return [...first, ...files.filter((file) => !first.includes(file))];
}
