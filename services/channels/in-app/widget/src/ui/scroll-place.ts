/** Nearer to an edge than this counts as being there, px. */
const NEAR_PX = 80;

type Scroller = Pick<HTMLElement, 'scrollTop' | 'scrollHeight' | 'clientHeight'>;

/** Where the reader is in the list: at its end, which new messages move along, or at a place that stays. */
export class ScrollPlace {
  #element: Scroller | undefined;
  /** Kept while older messages grow above, px. */
  #fromEnd = 0;
  #atEnd = true;

  attach(element: Scroller | null): void {
    this.#element = element ?? undefined;
  }

  get atEnd(): boolean {
    return this.#atEnd;
  }

  get atStart(): boolean {
    return (this.#element?.scrollTop ?? NEAR_PX) < NEAR_PX;
  }

  /** The reader, or this class, has moved the list. */
  scrolled(): void {
    if (this.#element === undefined) return;
    const { scrollHeight, scrollTop, clientHeight } = this.#element;
    this.#fromEnd = scrollHeight - scrollTop;
    this.#atEnd = this.#fromEnd - clientHeight < NEAR_PX;
  }

  toEnd(): void {
    if (this.#element === undefined) return;
    this.#element.scrollTop = this.#element.scrollHeight;
    this.scrolled();
  }

  /** Brings what lies above the screen just below its upper edge; what is in sight stays where it is. */
  upTo(offsetTop: number): void {
    if (this.#element === undefined || offsetTop - NEAR_PX >= this.#element.scrollTop) return;
    this.#element.scrollTop = offsetTop - NEAR_PX;
    this.scrolled();
  }

  /** The list grew at its end, or the panel changed its size. */
  grownBelow(): void {
    if (this.#atEnd) this.toEnd();
  }

  grownAbove(): void {
    if (this.#element === undefined || this.#atEnd) return;
    this.#element.scrollTop = this.#element.scrollHeight - this.#fromEnd;
  }
}
