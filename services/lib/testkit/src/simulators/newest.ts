/** A list that keeps the newest `most` elements and forgets older ones. */
export class Newest<T> {
  readonly #most: number;
  #elements: T[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  add(element: T): void {
    this.#elements.push(element);
    // Cutting in large steps keeps adding cheap.
    if (this.#elements.length >= this.#most * 2) this.#elements = this.#elements.slice(-this.#most);
  }

  /** Oldest first. */
  list(): readonly T[] {
    return this.#elements.slice(-this.#most);
  }

  clear(): void {
    this.#elements = [];
  }
}
