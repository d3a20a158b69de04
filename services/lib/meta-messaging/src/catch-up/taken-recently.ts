/** Ids that are remembered; what is older is handed over again and dropped behind the log. */
const MAX_REMEMBERED = 10_000;

/** Messages that this process made durable a moment ago: a look at the conversations need not hand them over again. */
export class TakenRecently {
  readonly #mids = new Set<string>();

  add(mids: Iterable<string>): void {
    for (const mid of mids) {
      this.#mids.delete(mid);
      this.#mids.add(mid);
    }
    for (const oldest of this.#mids) {
      if (this.#mids.size <= MAX_REMEMBERED) return;
      this.#mids.delete(oldest);
    }
  }

  has(mid: string): boolean {
    return this.#mids.has(mid);
  }
}
