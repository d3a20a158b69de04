/** A map that keeps the entries used last, at most `limit`; what falls out is handed to `dropped`. */
export class RecentMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #limit: number;
  readonly #dropped: ((value: Value) => void) | undefined;

  constructor(limit: number, dropped?: (value: Value) => void) {
    this.#limit = limit;
    this.#dropped = dropped;
  }

  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    for (const [oldest, fallen] of this.#entries) {
      this.#entries.delete(oldest);
      this.#dropped?.(fallen);
      return;
    }
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  values(): IterableIterator<Value> {
    return this.#entries.values();
  }

  get size(): number {
    return this.#entries.size;
  }
}
