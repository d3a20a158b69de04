import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError, createLogger, readSettings, runServices, type Logger } from '@onethread/runtime';
import { FolderLockedError, FolderNotWritableError, lockDataFolder } from '@onethread/sqlite';
import { checkSettings } from './check-settings.ts';
import { compose, type Composition } from './compose.ts';
import { processEnvironment, processSettings, type ProcessSettings } from './config.ts';
import { releaseStartupMemory } from './release-startup-memory.ts';
import { SecretsUnreadableError, withSecrets } from './secrets.ts';
import { openStorage } from './storage.ts';
import { ensureWebPagesBuilt } from './web-pages.ts';
import { welcome } from './welcome.ts';

/** Where the operators' command finds the running process; written beside the data that it serves. */
const RUNNING_FILE = 'running.json';

const PORT_SETTINGS = 'PORT, GRPC_PORT, ADMIN_PORT, EMAIL_SMTP_PORT';

const printLine = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm start`: everything in one process. Faults that the operator can mend are said in plain lines, with exit code 1. */
export async function main(): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${plainWords(error) ?? String((error as Error).stack)}\n`);
  }
}

/** What the operator is told of a fault that can be mended outside; `undefined` for faults of ours. */
function plainWords(error: unknown): string | undefined {
  const isPlain =
    error instanceof ConfigurationError ||
    error instanceof FolderLockedError ||
    error instanceof FolderNotWritableError ||
    error instanceof SecretsUnreadableError;
  if (isPlain) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `${message}: another program listens there. Stop it, or choose another port (${PORT_SETTINGS}).`;
  if (code === 'EACCES' && message.startsWith('listen'))
    return `${message}: this user may not listen there. Choose another port (${PORT_SETTINGS}).`;
  return code === 'EADDRNOTAVAIL' ? `${message}: this machine has no such address. Set HOST.` : undefined;
}

async function start(): Promise<void> {
  const env = processEnvironment();
  checkSettings(env);
  const settings = readSettings(processSettings, env);
  const logger = createLogger({
    service: 'onethread',
    level: settings.logLevel,
    human: settings.logFormat === 'human',
  });
  const lock = await lockDataFolder(settings.dataFolder);
  const runningFile = join(settings.dataFolder, RUNNING_FILE);
  try {
    await ensureWebPagesBuilt(printLine);
    const composition = await composeAll(settings, logger);
    const { http, admin, services } = composition;
    releaseStartupMemory();
    const running = await runServices(services, { logger, gates: [http, admin] }).catch(async (error: unknown) => {
      await composition.abandon();
      throw error;
    });
    writeFileSync(
      runningFile,
      `${JSON.stringify({ pid: process.pid, grpcAddress: composition.grpcAddress, publicUrl: http.publicUrl })}\n`,
      { mode: 0o600 },
    );
    for (const line of welcome(composition, settings)) printLine(line);
    await running.stopped;
  } finally {
    rmSync(runningFile, { force: true });
    lock.release();
  }
}

async function composeAll(settings: ProcessSettings, logger: Logger): Promise<Composition> {
  const env = withSecrets(settings.dataFolder, processEnvironment());
  const storage = await openStorage(settings.dataFolder, logger);
  try {
    return await compose({ env, settings, storage, logger, printLine });
  } catch (error) {
    await storage.stop();
    throw error;
  }
}
