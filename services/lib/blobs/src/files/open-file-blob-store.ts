import { BlobPlaces } from './blob-places.ts';
import { makeFolder, onDisk } from './durable-files.ts';
import { FileBlobStore } from './file-blob-store.ts';
import type { CheckedBlobStore } from '../blob-store.ts';

export interface FileBlobStoreOptions {
  /** Created if absent, readable by this user alone. One process at a time. */
  readonly folder: string;
  /** Epoch ms; default `Date.now`. */
  readonly now?: () => number;
}

/** Throws `BlobsUnavailableError` when the folder cannot be made or written. */
export async function openFileBlobStore(options: FileBlobStoreOptions): Promise<CheckedBlobStore> {
  const places = new BlobPlaces(options.folder);
  await onDisk(async () => {
    for (const folder of [places.incoming, places.content, places.pending, places.claimed]) await makeFolder(folder);
  });
  return new FileBlobStore(places, options.now ?? Date.now);
}
