import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FolderLockedError, FolderNotWritableError } from './errors.ts';

const SQLITE_BUSY = 5;

/** A data folder that no other process can take until `release`, or until this process ends in whatever way. */
export interface FolderLock {
  readonly folder: string;
  release(): void;
}

/**
 * Creates the folder (mode 0700) where it is missing and takes it for this process. The lock is an exclusive SQLite
 * transaction on `onethread.lock`, which the kernel gives back even after SIGKILL: there are no stale locks.
 * `onethread.pid` beside it names the holder, for the message alone.
 * Throws `FolderLockedError` when another process holds it, `FolderNotWritableError` when it cannot be written.
 */
export async function lockDataFolder(folder: string): Promise<FolderLock> {
  const pidFile = join(folder, 'onethread.pid');
  let database: DatabaseSync | undefined;
  try {
    makeFolder(folder);
    database = new DatabaseSync(join(folder, 'onethread.lock'));
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    database?.close();
    throw isBusy(error) ? new FolderLockedError(folder, readPid(pidFile)) : new FolderNotWritableError(folder, error);
  }
  const held = database;
  return {
    folder,
    release: () => {
      if (!held.isOpen) return;
      rmSync(pidFile, { force: true });
      held.close();
    },
  };
}

/**
 * Step by step: `recursive` tries for ever where a file system answers ENOENT although the parent is there, as /proc does.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process that starts at the same moment made it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return Number.isSafeInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}
