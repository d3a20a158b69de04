import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import { PullRight } from './pull-right.ts';

export interface HighWaterMark extends StoredDocument {
  /** Everything up to this time (epoch ms) was taken in. */
  readonly at: number;
  /** Somebody pulls, or has just pulled, until then. */
  readonly pulledUntil: number;
  /** A pull that has not come to its end: where it began, and how far back it is done. */
  readonly unfinished?: { readonly begunAt: number; readonly doneTo: number };
}

/** `rests`: pulled a moment ago, or nothing was ever heard; `elsewhere`: another replica is at it, or died over it. */
export type Claim = PullRight | 'rests' | 'elsewhere';

/**
 * Per account, up to when what people wrote was taken in. Only a pull that came to its end raises the mark: a webhook
 * tells of its own message, never that there was none before it.
 */
export class HighWaterMarks {
  readonly #collection: Collection<HighWaterMark>;
  readonly #begun = new Set<string>();

  static async open(documents: DocumentStore): Promise<HighWaterMarks> {
    return new HighWaterMarks(await documents.collection<HighWaterMark>({ name: 'high_water_marks' }));
  }

  private constructor(collection: Collection<HighWaterMark>) {
    this.#collection = collection;
  }

  /** The account was heard of: from its first word on, gaps are looked for. Best effort, again with the next word. */
  async begin(accountId: string, at: number): Promise<void> {
    if (this.#begun.has(accountId)) return;
    this.#begun.add(accountId);
    try {
      await this.#collection.insert({ _id: accountId, at, pulledUntil: 0 });
    } catch {
      this.#begun.delete(accountId);
    }
  }

  /** The right to pull until `until`; it goes on where an unfinished pull stopped. */
  async claim(accountId: string, now: number, until: number): Promise<Claim> {
    const known = await this.#collection.get(accountId);
    if (known === undefined) return 'rests';
    if (known.pulledUntil > now) return known.unfinished === undefined ? 'rests' : 'elsewhere';
    const unfinished = known.unfinished ?? { begunAt: now, doneTo: now };
    const taken = await this.#collection.replace({ ...known, unfinished, pulledUntil: until });
    return taken.outcome === 'applied' ? new PullRight(this.#collection, taken.document, unfinished) : 'elsewhere';
  }
}
