/**
 * A binary heap that knows where each item stands, so that an item can be taken out or put in its new place in
 * O(log n). The order must be total over the items (an id as last tie-break), else results would depend on history.
 */
export class AssignmentHeap<Item extends object> {
  readonly #items: Item[] = [];
  readonly #places = new Map<Item, number>();
  readonly #before: (a: Item, b: Item) => boolean;

  constructor(before: (a: Item, b: Item) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  peek(): Item | undefined {
    return this.#items[0];
  }

  has(item: Item): boolean {
    return this.#places.has(item);
  }

  add(item: Item): void {
    if (this.#places.has(item)) return;
    this.#items.push(item);
    this.#places.set(item, this.#items.length - 1);
    this.#rise(this.#items.length - 1);
  }

  remove(item: Item): void {
    const place = this.#places.get(item);
    if (place === undefined) return;
    this.#places.delete(item);
    const last = this.#items.pop() as Item;
    if (last === item) return;
    this.#put(last, place);
    this.#settle(place);
  }

  /** Call it after an item's keys changed. */
  moved(item: Item): void {
    const place = this.#places.get(item);
    if (place !== undefined) this.#settle(place);
  }

  /** Items in no order. */
  [Symbol.iterator](): IterableIterator<Item> {
    return this.#items[Symbol.iterator]();
  }

  /** Items in their order, each found when it is asked for: the first few cost little. The heap must not change meanwhile. */
  *inOrder(): Generator<Item> {
    // The last of the frontier is the next in order: sorted by insertion, which is fastest for the few that are usual.
    const frontier: number[] = this.#items.length > 0 ? [0] : [];
    while (frontier.length > 0) {
      const place = frontier.pop() as number;
      yield this.#items[place] as Item;
      this.#insertInFrontier(frontier, 2 * place + 1);
      this.#insertInFrontier(frontier, 2 * place + 2);
    }
  }

  /** The first item in order that is accepted. Looks at one item more than it rejects. */
  firstWhere(accepts: (item: Item) => boolean): Item | undefined {
    for (const item of this.inOrder()) if (accepts(item)) return item;
    return undefined;
  }

  /** How many items are accepted by a test that no item passes once one before it failed; at most `most`. Looks at no others but their children. */
  countFirst(accepts: (item: Item) => boolean, most: number): number {
    let count = 0;
    const open = [0];
    while (open.length > 0 && count < most) {
      const place = open.pop() as number;
      const item = this.#items[place];
      if (item === undefined || !accepts(item)) continue;
      count += 1;
      open.push(2 * place + 1, 2 * place + 2);
    }
    return count;
  }

  #insertInFrontier(frontier: number[], place: number): void {
    const item = this.#items[place];
    if (item === undefined) return;
    let low = 0;
    let high = frontier.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#before(item, this.#items[frontier[middle] as number] as Item)) low = middle + 1;
      else high = middle;
    }
    frontier.splice(low, 0, place);
  }

  #settle(place: number): void {
    if (!this.#rise(place)) this.#sink(place);
  }

  #rise(start: number): boolean {
    const item = this.#items[start] as Item;
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#items[parent] as Item;
      if (!this.#before(item, above)) break;
      this.#put(above, place);
      place = parent;
    }
    this.#put(item, place);
    return place !== start;
  }

  #sink(start: number): void {
    const item = this.#items[start] as Item;
    let place = start;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#items.length) break;
      const right = child + 1;
      if (right < this.#items.length && this.#before(this.#items[right] as Item, this.#items[child] as Item)) {
        child = right;
      }
      const below = this.#items[child] as Item;
      if (!this.#before(below, item)) break;
      this.#put(below, place);
      place = child;
    }
    this.#put(item, place);
  }

  #put(item: Item, place: number): void {
    this.#items[place] = item;
    this.#places.set(item, place);
  }
}
