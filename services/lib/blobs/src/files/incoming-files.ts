import { open, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { measuredCopy } from '../measured-copy.ts';
import { isMissing, onDisk } from './durable-files.ts';
import type { Readable } from 'node:stream';
import type { Measured } from '../measured-copy.ts';
import type { BlobPlaces } from './blob-places.ts';

export interface ReceivedFile extends Measured {
  readonly file: string;
}

/** Files that are being written: nothing outside this folder is ever incomplete. */
export class IncomingFiles {
  readonly #places: BlobPlaces;
  readonly #active = new Set<string>();

  constructor(places: BlobPlaces) {
    this.#places = places;
  }

  /**
   * Writes content to the disk, hands the file to `use` (which may move it away), and leaves nothing behind.
   * Throws `BlobTooLargeError`, `BlobsUnavailableError`, what the stream fails with and what `use` throws.
   */
  async receive<Result>(
    content: Readable | Uint8Array,
    maxBytes: number,
    use: (received: ReceivedFile) => Promise<Result>,
  ): Promise<Result> {
    const file = this.#places.newIncoming();
    this.#active.add(basename(file));
    try {
      const handle = await onDisk(() => open(file, 'wx', 0o600));
      let measured: Measured;
      try {
        measured = await measuredCopy(content, maxBytes, (bytes) => onDisk(() => handle.writeFile(bytes)));
        await onDisk(() => handle.sync());
      } finally {
        await onDisk(() => handle.close());
      }
      return await use({ file, ...measured });
    } finally {
      // A partial file that cannot be removed now is the sweep's.
      await rm(file, { force: true }).catch(() => undefined);
      this.#active.delete(basename(file));
    }
  }

  /** Removes what crashed writers left before `before` (epoch ms); returns how many files. */
  async sweep(before: number): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.#places.incoming)) {
      if (this.#active.has(name)) continue;
      const file = join(this.#places.incoming, name);
      const writtenAt = await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        (error: unknown) => {
          if (isMissing(error)) return Number.POSITIVE_INFINITY;
          throw error;
        },
      );
      if (writtenAt >= before) continue;
      await rm(file, { force: true });
      removed += 1;
    }
    return removed;
  }
}
