import { randomUUID } from 'node:crypto';
import type { FileContent } from '@onethread/testkit';
import { LRUCache } from 'lru-cache';
import { RefusedActError } from '../refused-act-error.ts';

/** Bytes that wait to be sent; the oldest are forgotten first. */
export const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** Files that the page handed in and that no message carries yet. */
export class HandedFiles {
  readonly #files = new LRUCache<string, FileContent>({
    maxSize: MAX_WAITING_BYTES,
    // An empty one counts too: the library takes no size of 0.
    sizeCalculation: ({ bytes }) => Math.max(1, bytes.length),
  });

  add(file: FileContent): string {
    const id = randomUUID();
    this.#files.set(id, file);
    return id;
  }

  /** Hands them out for good. Throws `RefusedActError` when one is unknown; then all stay. */
  take(ids: readonly string[]): readonly FileContent[] {
    const files = ids.map((id) => {
      const file = this.#files.peek(id);
      if (file === undefined)
        throw new RefusedActError('unknown-file', 'A file is not there any more: attach it again.');
      return file;
    });
    for (const id of ids) this.#files.delete(id);
    return files;
  }
}
