/** One record in work, in a list ordered by offset. */
interface InWork {
  readonly offset: number;
  before: InWork | undefined;
  after: InWork | undefined;
}

/**
 * Says up to where a partition may be committed: no offset passes an unfinished record, in whatever order records
 * finish. Memory grows with the unfinished ones only, not with what was finished beyond them.
 */
export class Watermark {
  readonly #inWork = new Map<number, InWork>();
  #oldest: InWork | undefined;
  #newest: InWork | undefined;
  #next: number;

  /** `next` is the committed offset to go on from. */
  constructor(next: number) {
    this.#next = next;
  }

  /** Offsets must rise; holes are allowed. */
  begin(offset: number): void {
    const entry: InWork = { offset, before: this.#newest, after: undefined };
    if (this.#newest === undefined) this.#oldest = entry;
    else this.#newest.after = entry;
    this.#newest = entry;
    this.#inWork.set(offset, entry);
    this.#next = offset + 1;
  }

  /** There are no records before the offset: what was removed, or was never for readers. */
  skipTo(next: number): void {
    this.#next = Math.max(this.#next, next);
  }

  /** The offset after the last one begun. */
  get next(): number {
    return this.#next;
  }

  finish(offset: number): void {
    const entry = this.#inWork.get(offset);
    if (entry === undefined) return;
    this.#inWork.delete(offset);
    if (entry.before === undefined) this.#oldest = entry.after;
    else entry.before.after = entry.after;
    if (entry.after === undefined) this.#newest = entry.before;
    else entry.after.before = entry.before;
  }

  /** The offset that a restart may begin from: the oldest unfinished record, or what comes next. */
  get committable(): number {
    return this.#oldest?.offset ?? this.#next;
  }
}
