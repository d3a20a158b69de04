import { join } from 'node:path';
import { openSqliteDocumentStore } from '@onethread/documents';
import { openSqliteEventLog, type EventLog } from '@onethread/log';
import { tempFolder } from '@onethread/testkit';
import { freePorts, OnethreadProcess } from '../../tests/onethread-process.ts';
import type { Deployment, ServiceProcess } from './deployment.ts';

/** Characters of what it said that are told where something went wrong. */
const LAST_WORDS = 6000;

/** How it is started otherwise than by `npm start`. */
export interface EmbeddedOptions {
  /** Another file that composes the services. */
  readonly main?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Opens a log that is no file of its folder. */
  readonly openLog?: () => Promise<EventLog>;
}

/** Everything in one process on its own files. */
export async function embeddedDeployment({
  main,
  env: further = {},
  openLog,
}: EmbeddedOptions = {}): Promise<Deployment> {
  const folder = await tempFolder('onethread-verify-');
  const ports = await freePorts();
  let onethread = new OnethreadProcess(folder.path, ports);
  const url = onethread.url;

  const process: ServiceProcess = {
    name: 'onethread',
    service: 'all-in-one',
    kill: () => onethread.kill(),
    async start() {
      const exitCode = await onethread.start();
      if (exitCode !== undefined) throw new Error(`it ended with ${exitCode}: ${onethread.output}`);
    },
    pause: () => onethread.pause(),
    resume: () => onethread.resume(),
    async stop() {
      const code = await onethread.stop();
      if (code !== undefined && code !== 0) throw new Error(`it stopped with ${code}: ${onethread.output}`);
    },
    get pid() {
      return onethread.pid;
    },
    launchThrough: (words) => void (onethread.launcher = words),
  };

  return {
    engine: 'embedded',
    servers: 'SQLite files for log and history, files for attachments, one process',
    doors: { inAppUrl: url, messengerUrl: url, smsUrl: url, smtpPort: ports.smtp },
    grpcAddress: onethread.grpcAddress,
    processes: [process],
    brokers: [],
    database: undefined,
    brokerLine: undefined,
    async start(given) {
      const { launcher } = onethread;
      onethread = new OnethreadProcess(folder.path, ports, { ...given, ...further }, main);
      onethread.launcher = launcher;
      await process.start();
    },
    stop: () => process.stop(),
    async open() {
      const log = await (openLog?.() ?? openSqliteEventLog({ file: join(folder.path, 'log.sqlite') }));
      const history = await openSqliteDocumentStore({ file: join(folder.path, 'history.sqlite') });
      return {
        log,
        history,
        async close() {
          await log.close();
          await history.close();
        },
      };
    },
    opensAlone: true,
    startedAgain: [],
    get output() {
      return onethread.output.slice(-LAST_WORDS);
    },
    async close() {
      onethread.resume();
      await onethread.kill();
      await folder.remove();
    },
  };
}
