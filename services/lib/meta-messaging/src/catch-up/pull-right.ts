import type { Collection } from '@onethread/documents';
import type { HighWaterMark } from './high-water-marks.ts';

type Progress = NonNullable<HighWaterMark['unfinished']>;

/** One replica's right to pull for an account, for a time, and how far the pull has come: kept, so that a crash does not begin it anew. */
export class PullRight {
  readonly #collection: Collection<HighWaterMark>;
  #held: HighWaterMark;
  #progress: Progress;

  constructor(collection: Collection<HighWaterMark>, held: HighWaterMark, progress: Progress) {
    this.#collection = collection;
    this.#held = held;
    this.#progress = progress;
  }

  /** Everything up to this time (epoch ms) was taken in before. */
  get mark(): number {
    return this.#held.at;
  }

  /** Conversations whose last word lies between the two are done. */
  get progress(): Progress {
    return this.#progress;
  }

  /** Notes that all is done back to `doneTo`, and holds the right until `until`; false: another replica has it now. */
  async keep(doneTo: number, until: number): Promise<boolean> {
    const progress = { ...this.#progress, doneTo: Math.min(doneTo, this.#progress.doneTo) };
    return await this.#write({ ...this.#held, unfinished: progress, pulledUntil: until });
  }

  /** The pull came to its end: the mark rises to its beginning, and nobody pulls until `restUntil`. */
  async finish(restUntil: number): Promise<boolean> {
    const { unfinished: _done, ...held } = this.#held;
    return await this.#write({ ...held, at: Math.max(held.at, this.#progress.begunAt), pulledUntil: restUntil });
  }

  async #write(document: HighWaterMark): Promise<boolean> {
    const written = await this.#collection.replace(document);
    if (written.outcome === 'conflict') return false;
    this.#held = written.document;
    this.#progress = written.document.unfinished ?? this.#progress;
    return true;
  }
}
