type Values = Map<string, string>;

/** A browser's storage as tabs share it, for tests: `tab()` is another tab's view, and each hears of the others' changes. */
export class MemoryArea extends EventTarget {
  readonly #values: Values;
  readonly #tabs: Set<MemoryArea>;
  full = false;

  constructor(values: Values = new Map(), tabs: Set<MemoryArea> = new Set()) {
    super();
    this.#values = values;
    this.#tabs = tabs.add(this);
  }

  /** `deaf`: asleep, it hears of nothing. */
  tab({ deaf = false } = {}): MemoryArea {
    return new MemoryArea(this.#values, deaf ? new Set(this.#tabs) : this.#tabs);
  }

  get length(): number {
    return this.#values.size;
  }
  key(index: number): string | null {
    return [...this.#values.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.full) throw new Error('quota');
    this.#values.set(key, value);
    this.#tell(key);
  }
  removeItem(key: string): void {
    if (this.#values.delete(key)) this.#tell(key);
  }

  #tell(key: string): void {
    for (const tab of this.#tabs) if (tab !== this) tab.dispatchEvent(Object.assign(new Event('storage'), { key }));
  }
}
