/** How long after a fault things went again, in milliseconds from where its recovery begins. */
export interface Recovery {
  /** The first message sent since then was acknowledged. */
  readonly acceptedMs: number;
  /** One sent since then was on an agent's stream. */
  readonly shownMs: number;
  /** Every customer who was writing had one acknowledged. */
  readonly everyoneMs: number;
  /** Consumers had nothing older than a second left. */
  readonly caughtUpMs: number;
}

type Watched = { from: number; accepted?: number; shown?: number; everyone?: number; waiting: Set<string> };

/** Watches the traffic for the first things that go again after a fault. One fault at a time. */
export class RecoveryWatch {
  /** Who has a message on its way, by name. */
  readonly #writing = new Set<string>();
  readonly #sent = new Set<string>();
  #watched: Watched | undefined;

  /** From now on. */
  begin(): void {
    this.#sent.clear();
    this.#watched = { from: performance.now(), waiting: new Set(this.#writing) };
  }

  writes(name: string, text: string): void {
    this.#writing.add(name);
    if (this.#watched?.shown === undefined) this.#sent.add(text);
  }

  acknowledged(name: string, text: string): void {
    const watched = this.#watched;
    if (watched === undefined) return;
    const now = performance.now();
    if (this.#sent.has(text)) watched.accepted ??= now;
    watched.waiting.delete(name);
    if (watched.waiting.size === 0) watched.everyone ??= now;
  }

  /** Done writing for good. */
  leaves(name: string): void {
    this.#writing.delete(name);
    this.#watched?.waiting.delete(name);
  }

  shown(text: string): void {
    const watched = this.#watched;
    if (watched === undefined || watched.shown !== undefined || !this.#sent.has(text)) return;
    watched.shown = performance.now();
    this.#sent.clear();
  }

  /** Who has a message on its way. */
  get writing(): readonly string[] {
    return [...this.#writing];
  }

  /** What has gone again so far; complete once nothing in it is `undefined`. */
  get progress(): Partial<Pick<Recovery, 'acceptedMs' | 'shownMs' | 'everyoneMs'>> {
    const watched = this.#watched;
    if (watched === undefined) return {};
    const since = (at: number | undefined) => (at === undefined ? undefined : at - watched.from);
    const [acceptedMs, shownMs, everyoneMs] = [since(watched.accepted), since(watched.shown), since(watched.everyone)];
    return {
      ...(acceptedMs === undefined ? {} : { acceptedMs }),
      ...(shownMs === undefined ? {} : { shownMs }),
      ...(everyoneMs === undefined ? {} : { everyoneMs }),
    };
  }

  get sinceMs(): number {
    return performance.now() - (this.#watched?.from ?? performance.now());
  }
}
