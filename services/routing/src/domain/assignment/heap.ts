/** An item's place in one heap: kept by whoever owns the item, so that no heap has to search for it. */
export class HeapPlace<Item> {
  readonly item: Item;
  /** Index within the heap; -1: not in it. Only the heap writes it. */
  index = -1;

  constructor(item: Item) {
    this.item = item;
  }

  get taken(): boolean {
    return this.index >= 0;
  }
}

/**
 * A binary heap whose items can be taken out or put in their new place in O(log n). The order must be total over the
 * items (an id as last tie-break), else results would depend on history.
 */
export class AssignmentHeap<Item> {
  readonly #places: HeapPlace<Item>[] = [];
  readonly #before: (a: Item, b: Item) => boolean;

  constructor(before: (a: Item, b: Item) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#places.length;
  }

  peek(): Item | undefined {
    return this.#places[0]?.item;
  }

  /** Adds what is not in the heap, and puts right what is, after its keys changed. */
  put(place: HeapPlace<Item>): void {
    if (place.taken) {
      if (!this.#rise(place)) this.#sink(place);
      return;
    }
    place.index = this.#places.length;
    this.#places.push(place);
    this.#rise(place);
  }

  /** Does nothing if it is not in the heap. The item's keys are not looked at. */
  remove(place: HeapPlace<Item>): void {
    const { index } = place;
    if (index < 0) return;
    place.index = -1;
    const last = this.#places.pop() as HeapPlace<Item>;
    if (last === place) return;
    this.#set(last, index);
    if (!this.#rise(last)) this.#sink(last);
  }

  /** Items in their order, each found when it is asked for: the first few cost little. The heap must not change meanwhile. */
  *inOrder(): Generator<Item> {
    // The last of the frontier is the next in order: sorted by insertion, which is fastest for the few that are usual.
    const frontier: HeapPlace<Item>[] = this.#places.slice(0, 1);
    for (let next = frontier.pop(); next !== undefined; next = frontier.pop()) {
      yield next.item;
      this.#insertInFrontier(frontier, this.#places[2 * next.index + 1]);
      this.#insertInFrontier(frontier, this.#places[2 * next.index + 2]);
    }
  }

  /** The first item in order that is accepted. Looks at one item more than it rejects. */
  firstWhere(accepts: (item: Item) => boolean): Item | undefined {
    for (const item of this.inOrder()) if (accepts(item)) return item;
    return undefined;
  }

  /** How many items stand before one that may be in another heap; counts, and looks, no further than `most`. */
  countBefore(item: Item, most: number): number {
    let count = 0;
    const open = [0];
    for (let index = open.pop(); index !== undefined && count < most; index = open.pop()) {
      const place = this.#places[index];
      if (place === undefined || !this.#before(place.item, item)) continue;
      count += 1;
      open.push(2 * index + 1, 2 * index + 2);
    }
    return count;
  }

  #insertInFrontier(frontier: HeapPlace<Item>[], place: HeapPlace<Item> | undefined): void {
    if (place === undefined) return;
    let low = 0;
    let high = frontier.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#before(place.item, (frontier[middle] as HeapPlace<Item>).item)) low = middle + 1;
      else high = middle;
    }
    frontier.splice(low, 0, place);
  }

  /** Tells whether it rose. */
  #rise(place: HeapPlace<Item>): boolean {
    const start = place.index;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.#places[parent] as HeapPlace<Item>;
      if (!this.#before(place.item, above.item)) break;
      this.#set(above, index);
      index = parent;
    }
    if (index === start) return false;
    this.#set(place, index);
    return true;
  }

  #sink(place: HeapPlace<Item>): void {
    const { length } = this.#places;
    let { index } = place;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= length) break;
      let below = this.#places[child] as HeapPlace<Item>;
      const right = child + 1 < length ? (this.#places[child + 1] as HeapPlace<Item>) : undefined;
      if (right !== undefined && this.#before(right.item, below.item)) {
        child += 1;
        below = right;
      }
      if (!this.#before(below.item, place.item)) break;
      this.#set(below, index);
      index = child;
    }
    if (index !== place.index) this.#set(place, index);
  }

  #set(place: HeapPlace<Item>, index: number): void {
    this.#places[index] = place;
    place.index = index;
  }
}
