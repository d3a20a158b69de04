import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';

/** Marks rise in steps: a mark that is a little low only costs messages that are dropped as known. */
const STEP_MS = 60_000;

interface HighWaterMark extends StoredDocument {
  /** Everything up to this time (epoch ms) was taken in. */
  readonly at: number;
  /** Somebody pulls, or pulled, until then. */
  readonly pulledUntil: number;
}

/** Per account, up to when what people wrote was taken in: from there a gap is pulled. */
export class HighWaterMarks {
  readonly #collection: Collection<HighWaterMark>;
  readonly #written = new Map<string, number>();

  static async open(documents: DocumentStore): Promise<HighWaterMarks> {
    return new HighWaterMarks(await documents.collection<HighWaterMark>({ name: 'high_water_marks' }));
  }

  private constructor(collection: Collection<HighWaterMark>) {
    this.#collection = collection;
  }

  /** Best effort: never lowers a mark, writes at most once a minute of the provider's time. */
  async raise(accountId: string, at: number): Promise<void> {
    if (at < (this.#written.get(accountId) ?? 0) + STEP_MS) return;
    this.#written.set(accountId, at);
    try {
      const known = await this.#collection.get(accountId);
      if (known === undefined) await this.#collection.insert({ _id: accountId, at, pulledUntil: 0 });
      else if (known.at < at) await this.#collection.replace({ ...known, at });
    } catch {
      this.#written.delete(accountId);
    }
  }

  /** The right to pull until `until`, and from where; undefined when another replica has it, or nothing was ever taken in. */
  async take(accountId: string, now: number, until: number): Promise<number | undefined> {
    const known = await this.#collection.get(accountId);
    if (known === undefined || known.pulledUntil > now) return undefined;
    const taken = await this.#collection.replace({ ...known, pulledUntil: until });
    return taken.outcome === 'applied' ? known.at : undefined;
  }
}
