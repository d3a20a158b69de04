import type { Level } from './level.ts';
import { runCommand, runInTurn, runTogether } from './run-command.ts';
import { runServerLevel } from './server-level.ts';
import { runTestFiles, testFiles } from './test-files.ts';

const MINUTE = 60_000;

const LONGEST = {
  fast: [
    'services/channels/email/src/imap/imap-intake.test.ts',
    'services/channels/email/src/inbound/receive-mail.test.ts',
    'services/channels/email/src/email.contract.test.ts',
    'services/routing/src/use-cases/history.model.test.ts',
    'services/routing/src/use-cases/assignment/assignment-simulation.test.ts',
  ],
  integration: [
    'services/lib/documents/src/mongodb/mongo-document-store.int.test.ts',
    'services/lib/log/src/kafka/kafka-cluster.int.test.ts',
    'services/lib/log/src/kafka/kafka-faults.int.test.ts',
    'services/lib/log/src/kafka/kafka-event-log.int.test.ts',
  ],
  // Half of the level's time. The second is bound by minutes, whatever runs beside it.
  system: [
    'services/all-in-one/verify/broken/broken.system.test.ts',
    'services/all-in-one/verify/verify.system.test.ts',
  ],
  browser: [
    'services/agent-desk/tests/settings.browser.test.ts',
    'services/agent-desk/tests/desk.browser.test.ts',
    'services/channels/in-app/src/tests/widget.browser.test.ts',
  ],
  // On servers of its own, which it kills.
  cluster: ['services/all-in-one/tests/verify.cluster.test.ts'],
} as const;

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
    run: (only) => runTestFiles(testFiles('.test.ts', only), { filesAtOnce: 4, longest: LONGEST.fast }),
  },
  {
    name: 'integration',
    about: 'contract suites and libraries on a real Kafka and store',
    run: (only) =>
      // Groups that rebalance and servers that come back keep files waiting more than working.
      runServerLevel(
        {
          suffix: '.int.test.ts',
          toleratedMissing: 1,
          filesAtOnce: 3,
          fileWithinMs: 10 * MINUTE,
          longest: LONGEST.integration,
        },
        only,
      ),
  },
  {
    name: 'system',
    about: 'the whole of Onethread through real clients, killed and restarted',
    run: (only) => runTestFiles(testFiles('.system.test.ts', only), { filesAtOnce: 2, longest: LONGEST.system }),
  },
  {
    name: 'browser',
    about: 'desk, widget and playground in real Chromium',
    run: (only) =>
      runTestFiles(testFiles('.browser.test.ts', only), {
        filesAtOnce: 2,
        globalSetup: 'scripts/browser-setup.ts',
        longest: LONGEST.browser,
      }),
  },
  {
    name: 'cluster',
    about: 'separate processes on a real Kafka and store, with faults',
    run: (only) =>
      runServerLevel(
        {
          suffix: '.cluster.test.ts',
          toleratedMissing: 0,
          filesAtOnce: 2,
          fileWithinMs: 15 * MINUTE,
          longest: LONGEST.cluster,
        },
        only,
      ),
  },
];
