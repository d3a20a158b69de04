import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lateServices, openEngines, plainWords, processEnvironment, sayAndFail } from '@onethread/process';
import {
  createAdminServer,
  createHttpServer,
  createLogger,
  createRegistry,
  runServices,
  type RuntimeParts,
} from '@onethread/runtime';
import { FolderLockedError, FolderNotWritableError, lockDataFolder } from '@onethread/sqlite';
import { checkSettings } from './check-settings.ts';
import { compose, type Composition } from './compose.ts';
import type { AllInOneSettings } from './config.ts';
import { diskCheck } from './disk-check.ts';
import { releaseStartupMemory } from './release-startup-memory.ts';
import { SecretsUnreadableError, withSecrets } from './secrets.ts';
import { ensureWebPagesBuilt } from './web-pages.ts';
import { welcome } from './welcome.ts';

/** Where the operators' command finds the running process; written beside the data that it serves. */
const RUNNING_FILE = 'running.json';

const printLine = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm start`: everything in one process. Faults that the operator can mend are said in plain lines, with exit code 1. */
export async function main(): Promise<void> {
  try {
    await start();
  } catch (error) {
    sayAndFail(error, wordsOfFolder);
  }
}

/** Of the data folder; everything else is said as in any process. */
function wordsOfFolder(error: unknown): string | undefined {
  const isOfFolder =
    error instanceof FolderLockedError ||
    error instanceof FolderNotWritableError ||
    error instanceof SecretsUnreadableError;
  return isOfFolder ? error.message : plainWords(error);
}

async function start(): Promise<void> {
  const given = processEnvironment();
  const { settings, engines } = checkSettings(given);
  const lock = await lockDataFolder(settings.dataFolder);
  try {
    await ensureWebPagesBuilt(printLine);
    await serve(settings, engines, withSecrets(settings.dataFolder, given));
  } finally {
    rmSync(join(settings.dataFolder, RUNNING_FILE), { force: true });
    lock.release();
  }
}

type Checked = ReturnType<typeof checkSettings>;

/** Probes first, then the engines, then everything on them; until a signal comes. */
async function serve(
  settings: AllInOneSettings,
  choice: Checked['engines'],
  env: ReturnType<typeof withSecrets>,
): Promise<void> {
  const logger = createLogger({
    service: 'onethread',
    level: settings.logLevel,
    human: settings.logFormat === 'human',
  });
  const metrics = createRegistry({ processMetrics: true });
  const admin = createAdminServer({ host: settings.host, port: settings.adminPort, registry: metrics });
  const http = createHttpServer({ ...settings, logger });
  const runtime: RuntimeParts = { logger, metrics, addHealthCheck: admin.addHealthCheck };
  const { dataFolder } = settings;
  admin.addHealthCheck(diskCheck(dataFolder));
  const stopping = new AbortController();
  const engines = openEngines({ ...runtime, choice, dataFolder, signal: stopping.signal, sweeps: true });
  const soleOwner = choice.store.backend === 'sqlite';
  let composition: Composition | undefined;
  const onethread = lateServices('onethread', logger, async () => {
    composition = await compose({ env, settings, engines, soleOwner, runtime, http, printLine });
    releaseStartupMemory();
    return composition.services;
  });

  const running = await runServices([admin, engines, http, onethread], {
    logger,
    gates: [http, admin],
    onStopping: () => stopping.abort(),
  }).catch(async (error: unknown) => {
    await composition?.abandon();
    throw error;
  });
  if (composition !== undefined && !stopping.signal.aborted) {
    const { grpcAddress } = composition;
    writeFileSync(
      join(dataFolder, RUNNING_FILE),
      `${JSON.stringify({ pid: process.pid, grpcAddress, publicUrl: http.publicUrl })}\n`,
      { mode: 0o600 },
    );
    for (const line of welcome(composition, settings, { http, admin })) printLine(line);
  }
  await running.stopped;
}
