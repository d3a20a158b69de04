import type { Level } from './level.ts';
import { runCommand, runInTurn, runTogether } from './run-command.ts';
import { runServerLevel } from './server-level.ts';
import { runTestFiles, testFiles } from './test-files.ts';

const MINUTE = 60_000;

/** Half of the level's time. The second is bound by minutes, whatever runs beside it. */
const LONGEST_SYSTEM_FILES = [
  'services/all-in-one/verify/broken/broken.system.test.ts',
  'services/all-in-one/verify/verify.system.test.ts',
];

const npmScript = (name: string) => () => runCommand('npm', ['run', '-s', name]);

/** From fast to slow. */
export const LEVELS: readonly Level[] = [
  {
    name: 'check',
    about: 'format, lint with types, types of all projects',
    run: async () => {
      // Format keeps one core busy, all others together the other one.
      const meaning = () => runInTurn(npmScript('lint'), npmScript('types'));
      const passed = await runTogether(npmScript('format'), meaning);
      return { outcome: passed ? 'passed' : 'failed', notes: [] };
    },
  },
  {
    name: 'fast',
    about: 'units, contract suites on SQLite and files, artefacts',
    // Much of a test file's time is starting and waiting; the runner's own default is one file at once on two cores.
    run: (only) => runTestFiles(testFiles('.test.ts', only), { filesAtOnce: 4 }),
  },
  {
    name: 'integration',
    about: 'contract suites and libraries on a real Kafka and store',
    run: (only) =>
      runServerLevel({ suffix: '.int.test.ts', toleratedMissing: 1, filesAtOnce: 2, fileWithinMs: 10 * MINUTE }, only),
  },
  {
    name: 'system',
    about: 'the whole of Onethread through real clients, killed and restarted',
    run: (only) => runTestFiles(testFiles('.system.test.ts', only), { filesAtOnce: 2, longest: LONGEST_SYSTEM_FILES }),
  },
  {
    name: 'browser',
    about: 'desk, widget and playground in real Chromium',
    run: (only) =>
      runTestFiles(testFiles('.browser.test.ts', only), { filesAtOnce: 2, globalSetup: 'scripts/browser-setup.ts' }),
  },
  {
    name: 'cluster',
    about: 'separate processes on a real Kafka and store, with faults',
    run: (only) =>
      runServerLevel(
        { suffix: '.cluster.test.ts', toleratedMissing: 0, filesAtOnce: 1, fileWithinMs: 15 * MINUTE },
        only,
      ),
  },
];
