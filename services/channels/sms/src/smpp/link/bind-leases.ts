import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';

/** A replica that died leaves its bind to others after this. */
const LEASE_MS = 10_000;
/** How often a lease is renewed. */
export const RENEW_EVERY_MS = 3_000;

interface Slot extends StoredDocument {
  readonly bindId: string;
  readonly until: number;
}

/** Carriers count the binds of an account; the replicas share them by leases. */
export class BindLeases {
  readonly #collection: Collection<Slot>;
  readonly #slots: readonly string[];
  readonly #now: () => number;

  static async open(documents: DocumentStore, binds: number, now: () => number): Promise<BindLeases> {
    return new BindLeases(await documents.collection<Slot>({ name: 'smpp_binds' }), binds, now);
  }

  private constructor(collection: Collection<Slot>, binds: number, now: () => number) {
    this.#collection = collection;
    this.#slots = Array.from({ length: binds }, (_, slot) => `bind-${slot}`);
    this.#now = now;
  }

  /** Takes a free bind, or keeps the one that `bindId` has; false: all are taken. Throws what the store throws. */
  async hold(bindId: string): Promise<boolean> {
    const slots = await this.#collection.getMany(this.#slots);
    const own = slots.find((slot) => slot.bindId === bindId);
    const until = this.#now() + LEASE_MS;
    if (own !== undefined) return (await this.#collection.replace({ ...own, until })).outcome === 'applied';
    for (const id of this.#slots) {
      const slot = slots.find(({ _id }) => _id === id);
      if (slot === undefined) {
        if ((await this.#collection.insert({ _id: id, bindId, until })).outcome === 'inserted') return true;
      } else if (slot.until < this.#now()) {
        if ((await this.#collection.replace({ ...slot, bindId, until })).outcome === 'applied') return true;
      }
    }
    return false;
  }

  /** Gives it to whoever comes next. */
  async release(bindId: string): Promise<void> {
    const slots = await this.#collection.getMany(this.#slots);
    const own = slots.find((slot) => slot.bindId === bindId);
    if (own !== undefined) await this.#collection.replace({ ...own, until: 0 });
  }

  /** Whether that bind is up, as far as its replica says. */
  async isHeld(bindId: string): Promise<boolean> {
    const slots = await this.#collection.getMany(this.#slots);
    return slots.some((slot) => slot.bindId === bindId && slot.until >= this.#now());
  }
}
