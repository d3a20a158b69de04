import { randomUUID } from 'node:crypto';
import type { SimulatedFile } from '@onethread/testkit';
import { LRUCache } from 'lru-cache';
import { PLAYGROUND_PATH } from '../../wire/frames.ts';
import type { ProviderName, ShownFile } from '../../wire/model.ts';

/** Files remembered; those that nobody asked for are forgotten first. */
export const MAX_REMEMBERED = 5_000;

interface Remembered {
  readonly id: string;
  readonly provider: ProviderName;
  readonly address: string;
  readonly contentType: string;
}

/**
 * Gives files of messages an address on the page's own origin. Only what a simulator named can be opened, so the page
 * cannot make the server fetch anything else.
 */
export class ShownFiles {
  readonly #byAddress = new LRUCache<string, Remembered>({
    maxSize: MAX_REMEMBERED,
    sizeCalculation: () => 1,
    dispose: ({ id }, _address, reason) => {
      if (reason === 'evict') this.#addresses.delete(id);
    },
  });
  /** By id. */
  readonly #addresses = new Map<string, string>();

  show(provider: ProviderName, file: SimulatedFile): ShownFile {
    const { name, size } = file;
    if (file.url === undefined) return { name, size, contentType: file.contentType, url: '' };
    const { id, contentType } = this.#byAddress.get(file.url) ?? this.#remember(provider, file.url, file.contentType);
    return { name, size, contentType, url: `${PLAYGROUND_PATH}/v1/files/${id}` };
  }

  /** Where the bytes of a shown file lie, and whose message it is; undefined for an unknown id. */
  find(id: string): Pick<Remembered, 'provider' | 'address'> | undefined {
    const address = this.#addresses.get(id);
    return address === undefined ? undefined : this.#byAddress.get(address);
  }

  /** Says what type a file has that its provider did not know. */
  learnType(address: string, contentType: string): void {
    const known = this.#byAddress.get(address);
    if (known !== undefined) this.#byAddress.set(address, { ...known, contentType });
  }

  #remember(provider: ProviderName, address: string, contentType: string): Remembered {
    const remembered = { id: randomUUID(), provider, address, contentType };
    this.#byAddress.set(address, remembered);
    this.#addresses.set(remembered.id, address);
    return remembered;
  }
}
