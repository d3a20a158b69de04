import { randomUUID } from 'node:crypto';

/** Bytes of all files that a simulator serves; the oldest are forgotten first. */
export const MAX_SERVED_BYTES = 256 * 1024 * 1024;

export interface FileContent {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Files of a provider's media host, bounded by their bytes. */
export class ServedFiles {
  readonly #files = new Map<string, FileContent>();
  #bytes = 0;

  /** Tells the id under which it is served; `id` must be unused where it is given. */
  add(file: FileContent, id: string = randomUUID()): string {
    this.#files.set(id, file);
    this.#bytes += file.bytes.length;
    while (this.#bytes > MAX_SERVED_BYTES) {
      const [oldest] = this.#files;
      if (oldest === undefined) break;
      this.#files.delete(oldest[0]);
      this.#bytes -= oldest[1].bytes.length;
    }
    return id;
  }

  get(id: string): FileContent | undefined {
    return this.#files.get(id);
  }

  remove(id: string): boolean {
    const file = this.#files.get(id);
    if (file === undefined) return false;
    this.#bytes -= file.bytes.length;
    return this.#files.delete(id);
  }
}
