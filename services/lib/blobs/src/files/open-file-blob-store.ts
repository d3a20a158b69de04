import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobPlaces, spreadFolders } from './blob-places.ts';
import { makeFolder, onDisk, syncFolder } from './durable-files.ts';
import { FileBlobStore } from './file-blob-store.ts';
import type { BlobStore } from '../blob-store.ts';

export interface FileBlobStoreOptions {
  /** Created if absent, readable by this user alone. One process at a time. */
  readonly folder: string;
  /** Epoch ms; default `Date.now`. */
  readonly now?: () => number;
}

/** Throws `BlobsUnavailableError` when the folder cannot be made or written. */
export async function openFileBlobStore(options: FileBlobStoreOptions): Promise<BlobStore> {
  const places = new BlobPlaces(options.folder);
  await onDisk(async () => {
    await makeFolder(places.incoming);
    for (const folder of [places.content, places.pending, places.claimed]) await spread(folder);
  });
  return new FileBlobStore(places, options.now ?? Date.now);
}

/** Made at the opening, so that no blob depends on a folder that is not yet on the disk itself. */
async function spread(folder: string): Promise<void> {
  await makeFolder(folder);
  const present = new Set(await readdir(folder));
  const missing = spreadFolders().filter((name) => !present.has(name));
  await Promise.all(missing.map((name) => mkdir(join(folder, name), { recursive: true, mode: 0o700 })));
  if (missing.length > 0) await syncFolder(folder);
}
