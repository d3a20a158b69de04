import { AssignmentHeap, HeapPlace } from '../domain/assignment/heap.ts';

class Event {
  readonly at: number;
  readonly order: number;
  readonly happens: () => void;
  readonly place = new HeapPlace<Event>(this);

  constructor(at: number, order: number, happens: () => void) {
    this.at = at;
    this.order = order;
    this.happens = happens;
  }
}

/** What happens when, in simulated time; at one instant in the order in which it was planned. */
export class EventQueue {
  readonly #events = new AssignmentHeap<Event>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
  #planned = 0;

  get nextAt(): number | undefined {
    return this.#events.peek()?.at;
  }

  /** `at`: epoch ms. */
  add(at: number, happens: () => void): void {
    this.#planned += 1;
    this.#events.put(new Event(at, this.#planned, happens).place);
  }

  /** The next that is due by then, taken out. */
  takeUntil(now: number): (() => void) | undefined {
    const event = this.#events.peek();
    if (event === undefined || event.at > now) return undefined;
    this.#events.remove(event.place);
    return event.happens;
  }
}
