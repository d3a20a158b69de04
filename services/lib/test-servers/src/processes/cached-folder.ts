import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FolderLockedError, lockDataFolder, type FolderLock } from '@onethread/sqlite';

const COMPLETE = '.complete';
/** A download over a slow line by another process. */
const LOCK_WITHIN_MS = 600_000;
const LOOK_EVERY_MS = 200;

/**
 * The folder `name` of the cache, filled by `fill` once for all runs and checkouts. Of processes that come together, one
 * fills and the others wait; what a killed one left half done is done again.
 */
export async function cachedFolder(
  cacheFolder: string,
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(join(folder, COMPLETE))) return folder;
  const lock = await lockWhenFree(join(cacheFolder, 'locks', name));
  try {
    if (existsSync(join(folder, COMPLETE))) return folder;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await fill(folder);
    await writeFile(join(folder, COMPLETE), '');
    return folder;
  } finally {
    lock.release();
  }
}

async function lockWhenFree(folder: string): Promise<FolderLock> {
  const deadline = performance.now() + LOCK_WITHIN_MS;
  for (;;) {
    try {
      return await lockDataFolder(folder);
    } catch (error) {
      if (!(error instanceof FolderLockedError) || performance.now() > deadline) throw error;
      await wait(LOOK_EVERY_MS);
    }
  }
}
