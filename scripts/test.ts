import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm test`: every level from fast to slow, stopping at the first that fails. `npm test -- fast system` runs only those.
 * A level whose glob matches no file fails: a test run of nothing is not a pass.
 */
const ROOT = join(import.meta.dirname, '..');

interface Level {
  readonly name: string;
  readonly about: string;
  readonly run: () => boolean;
}

function command(program: string, ...args: string[]): boolean {
  const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' });
  if (error) console.error(`${program}: ${error.message}`);
  return status === 0;
}

function nodeTests(files: readonly string[], ...options: string[]): boolean {
  if (files.length > 0) return command(process.execPath, '--test', ...options, ...files);
  console.error('no test file found');
  return false;
}

function testFiles(suffix: string): string[] {
  return globSync(`{services,scripts}/**/*${suffix}`, { cwd: ROOT, exclude: ['**/node_modules/**'] }).toSorted();
}

/** Much of a test file's time is starting and waiting; the runner's own default is one file at once on two cores. */
const FAST_FILES_AT_ONCE = 4;

const SLOW_SUFFIXES = ['.int.test.ts', '.system.test.ts', '.browser.test.ts'];
const fastFiles = () => testFiles('.test.ts').filter((file) => !SLOW_SUFFIXES.some((suffix) => file.endsWith(suffix)));

const LEVELS: readonly Level[] = [
  {
    name: 'check',
    about: 'format, lint with types, types of all projects',
    run: () =>
      command('npm', 'run', '-s', 'format') &&
      command('npm', 'run', '-s', 'lint') &&
      command('npm', 'run', '-s', 'types'),
  },
  {
    name: 'fast',
    about: 'units, contract suites on SQLite and files, artefacts',
    run: () => nodeTests(fastFiles(), `--test-concurrency=${FAST_FILES_AT_ONCE}`),
  },
  {
    name: 'system',
    about: 'the whole of Onethread through real clients, killed and restarted',
    run: () => nodeTests(testFiles('.system.test.ts'), '--test-concurrency=1'),
  },
  {
    name: 'browser',
    about: 'desk, widget and playground in real Chromium',
    run: () =>
      nodeTests(testFiles('.browser.test.ts'), '--test-concurrency=1', '--test-global-setup=scripts/browser-setup.ts'),
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !LEVELS.some((level) => level.name === name));
if (unknown.length > 0) {
  console.error(`unknown level ${unknown.join(', ')}; there are: ${LEVELS.map((level) => level.name).join(', ')}`);
  process.exitCode = 2;
} else {
  console.log(`Onethread tests on Node ${process.versions.node}; log: SQLite, store: SQLite, blobs: files`);
  for (const level of LEVELS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const startedAt = Date.now();
    console.log(`\n== ${level.name}: ${level.about}`);
    const passed = level.run();
    console.log(`== ${level.name} ${passed ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
    if (!passed) {
      process.exitCode = 1;
      break;
    }
  }
}
