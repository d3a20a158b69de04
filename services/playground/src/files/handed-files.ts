import { randomUUID } from 'node:crypto';
import type { FileContent } from '@onethread/testkit';
import { RefusedActError } from '../refused-act-error.ts';

/** Bytes that wait to be sent; the oldest are forgotten first. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** Files that the page handed in and that no message carries yet. */
export class HandedFiles {
  readonly #files = new Map<string, FileContent>();
  #bytes = 0;

  add(file: FileContent): string {
    const id = randomUUID();
    this.#files.set(id, file);
    this.#bytes += file.bytes.length;
    for (const oldest of this.#files.keys()) {
      if (this.#bytes <= MAX_WAITING_BYTES) break;
      this.#remove(oldest);
    }
    return id;
  }

  /** Hands them out for good. Throws `RefusedActError` when one is unknown; then all stay. */
  take(ids: readonly string[]): readonly FileContent[] {
    const files = ids.map((id) => {
      const file = this.#files.get(id);
      if (file === undefined)
        throw new RefusedActError('unknown-file', 'A file is not there any more: attach it again.');
      return file;
    });
    for (const id of ids) this.#remove(id);
    return files;
  }

  #remove(id: string): void {
    const file = this.#files.get(id);
    if (file !== undefined && this.#files.delete(id)) this.#bytes -= file.bytes.length;
  }
}
