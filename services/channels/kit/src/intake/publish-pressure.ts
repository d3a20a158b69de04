/** Publishes that count: those of so long, and at most so many. */
const WINDOW_MS = 10_000;
const MAX_COUNTED = 1_000;
/** More slow ones than this share: the 99th percentile is above the bound. */
const SLOW_SHARE = 0.01;

interface Publish {
  readonly beganAt: number;
  /** Counted as slow, though it may be under way still. */
  slow: boolean;
}

interface Counted {
  readonly at: number;
  readonly slow: boolean;
}

/**
 * Says when making records durable has become so slow that no more should be let in: while more than one in a hundred of
 * the last 10 s took, or is taking, longer than the bound. One record at a time is still let through to see how it is; the
 * first that is quick enough ends it. So it recovers by itself, and a caller who comes alone is not sent away for an
 * earlier one's bad luck.
 */
export class PublishPressure {
  readonly #slowMs: number;
  readonly #clock: () => number;
  /** In the order in which they began. */
  readonly #underWay = new Set<Publish>();
  #counted: Counted[] = [];
  #slowCounted = 0;
  #probe: Publish | undefined;

  /** `clock` in ms, only ever forward. */
  constructor(slowMs: number, clock: () => number) {
    this.#slowMs = slowMs;
    this.#clock = clock;
  }

  /** Whether another may begin now. */
  admits(): boolean {
    return !this.#isHigh() || this.#probe === undefined;
  }

  /** Call `end` when it is durable or has failed. Failures tell nothing of speed, unless they took long. */
  begin(): { readonly end: (failed: boolean) => void } {
    const publish: Publish = { beganAt: this.#clock(), slow: false };
    if (this.#isHigh()) this.#probe ??= publish;
    this.#underWay.add(publish);
    return { end: (failed) => this.#end(publish, failed) };
  }

  #end(publish: Publish, failed: boolean): void {
    this.#noteSlow();
    this.#underWay.delete(publish);
    const wasProbe = publish === this.#probe;
    if (wasProbe) this.#probe = undefined;
    if (publish.slow || failed) return;
    if (wasProbe) this.#forget();
    this.#count(false);
  }

  #isHigh(): boolean {
    this.#noteSlow();
    const oldest = this.#clock() - WINDOW_MS;
    while ((this.#counted[0]?.at ?? Infinity) < oldest) this.#uncountOldest();
    return this.#slowCounted > this.#counted.length * SLOW_SHARE;
  }

  /** Those under way that take too long by now count at once: nobody has to wait for their end to know. */
  #noteSlow(): void {
    const limit = this.#clock() - this.#slowMs;
    for (const publish of this.#underWay) {
      if (publish.beganAt > limit) return;
      if (publish.slow) continue;
      publish.slow = true;
      this.#count(true);
    }
  }

  #count(slow: boolean): void {
    this.#counted.push({ at: this.#clock(), slow });
    if (slow) this.#slowCounted += 1;
    if (this.#counted.length > MAX_COUNTED) this.#uncountOldest();
  }

  #uncountOldest(): void {
    if (this.#counted.shift()?.slow === true) this.#slowCounted -= 1;
  }

  #forget(): void {
    this.#counted = [];
    this.#slowCounted = 0;
  }
}
