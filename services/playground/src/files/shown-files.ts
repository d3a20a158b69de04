import { randomUUID } from 'node:crypto';
import type { SimulatedFile } from '@onethread/testkit';
import { PLAYGROUND_PATH } from '../../wire/frames.ts';
import type { ProviderName, ShownFile } from '../../wire/model.ts';

/** Files remembered; the oldest are forgotten first. */
const MAX_REMEMBERED = 5_000;

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
  readonly #byId = new Map<string, Remembered>();
  readonly #byAddress = new Map<string, Remembered>();

  show(provider: ProviderName, file: SimulatedFile): ShownFile {
    const { name, size } = file;
    if (file.url === undefined) return { name, size, contentType: file.contentType, url: '' };
    const { id, contentType } = this.#byAddress.get(file.url) ?? this.#remember(provider, file.url, file.contentType);
    return { name, size, contentType, url: `${PLAYGROUND_PATH}/v1/files/${id}` };
  }

  /** Where the bytes of a shown file lie, and whose message it is; undefined for an unknown id. */
  find(id: string): Pick<Remembered, 'provider' | 'address'> | undefined {
    return this.#byId.get(id);
  }

  /** Says what type a file has that its provider did not know. */
  learnType(address: string, contentType: string): void {
    const known = this.#byAddress.get(address);
    if (known === undefined) return;
    const learned = { ...known, contentType };
    this.#byAddress.set(address, learned);
    this.#byId.set(known.id, learned);
  }

  #remember(provider: ProviderName, address: string, contentType: string): Remembered {
    const remembered = { id: randomUUID(), provider, address, contentType };
    this.#byId.set(remembered.id, remembered);
    this.#byAddress.set(address, remembered);
    const [oldest] = this.#byId.values();
    if (this.#byId.size > MAX_REMEMBERED && oldest !== undefined) {
      this.#byId.delete(oldest.id);
      this.#byAddress.delete(oldest.address);
    }
    return remembered;
  }
}
