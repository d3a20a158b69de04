import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BlobsUnavailableError } from '../errors.ts';

/** Makes a rename or removal in a folder last: without it the entry may be back after a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows neither needs this nor opens folders.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Creates a folder with what is missing above it. The name is synced even where the folder is there already: whoever
 * made it may have crashed before it did so.
 */
export async function makeFolder(folder: string): Promise<void> {
  const first = (await mkdir(folder, { recursive: true, mode: 0o700 })) ?? folder;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes folders when they are first needed; all who need one wait until it is on the disk. */
export class FolderMaker {
  readonly #made = new Map<string, Promise<void>>();

  async need(folder: string): Promise<void> {
    let made = this.#made.get(folder);
    if (made === undefined) {
      made = makeFolder(folder);
      this.#made.set(folder, made);
    }
    try {
      await made;
    } catch (error) {
      this.#made.delete(folder);
      throw error;
    }
  }
}

/** Moves a complete file to its place, replacing what is there: after a crash either the one or the other. */
export async function moveInto(file: string, place: string): Promise<void> {
  await rename(file, place);
  await syncFolder(dirname(place));
}

/** Removes a file for good; says whether there was one. */
export async function removeFile(file: string): Promise<boolean> {
  try {
    await unlink(file);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  await syncFolder(dirname(file));
  return true;
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Turns faults of the file system (disk full, no permission, I/O) into `BlobsUnavailableError`. */
export async function onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    // The path in the message is made of hashes, but the folder is the operator's: the code alone tells enough.
    throw new BlobsUnavailableError(`the file system answered ${String(error.code)} to ${String(error.syscall)}`, {
      cause: error,
    });
  }
}
