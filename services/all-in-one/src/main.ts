import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessHost, plainWords, processEnvironment, sayAndFail } from '@onethread/process';
import type { Service } from '@onethread/runtime';
import { FolderLockedError, FolderNotWritableError, lockDataFolder } from '@onethread/sqlite';
import { checkSettings } from './check-settings.ts';
import { compose, type Composition } from './compose.ts';
import type { AllInOneSettings } from './config.ts';
import { diskCheck } from './disk-check.ts';
import { startupMemory } from './release-startup-memory.ts';
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
  const { dataFolder } = settings;
  const host = createProcessHost({ name: 'onethread', settings, choice, dataFolder, sweeps: true });
  host.addHealthCheck(diskCheck(dataFolder));
  const soleOwner = choice.store.backend === 'sqlite';
  let composition: Composition | undefined;
  const create = async (): Promise<readonly Service[]> => {
    composition = await compose({ ...host, env, settings, soleOwner, printLine });
    return [...composition.services, startupMemory];
  };

  const running = await host.run(create).catch(async (error: unknown) => {
    await composition?.abandon();
    throw error;
  });
  if (composition !== undefined && !running.givenUp) {
    const { grpcAddress } = composition;
    const { publicUrl } = host.http;
    const found = { pid: process.pid, grpcAddress, publicUrl };
    writeFileSync(join(dataFolder, RUNNING_FILE), `${JSON.stringify(found)}\n`, { mode: 0o600 });
    for (const line of welcome(composition, settings, host)) printLine(line);
  }
  await running.stopped;
}
