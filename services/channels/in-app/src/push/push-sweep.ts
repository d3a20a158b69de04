import type { Logger } from '@onethread/runtime';
import type { PushBounds } from './bounds.ts';
import { pushTo, type PushRoundParts } from './push-round.ts';
import type { WaitingDocument } from './waiting-pushes.ts';

export interface PushSweepParts extends PushRoundParts {
  readonly bounds: PushBounds;
  readonly logger: Logger;
}

/** Pushes when it is due, for so many people side by side; looks by itself for what other processes left. */
export class PushSweep {
  readonly #parts: PushSweepParts;
  readonly #inWork = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;
  #looking: Promise<void> | undefined;
  #stopped = false;
  #failed = false;

  constructor(parts: PushSweepParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#wakeWithin(0);
  }

  /** Something is due then, epoch ms. */
  wakeAt(due: number): void {
    this.#wakeWithin(Math.max(0, due - this.#parts.now()));
  }

  /** Resolves when nothing is in work; calls under way are broken off and made again by whoever comes next. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#inWork.values());
  }

  #wakeWithin(ms: number): void {
    const wait = Math.min(ms, this.#parts.bounds.lookEveryMs);
    const at = performance.now() + wait;
    if (this.#stopped || at >= this.#timerAt) return;
    this.#timerAt = at;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), wait);
  }

  #begin(): void {
    this.#timerAt = Infinity;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
      this.#wakeWithin(this.#parts.bounds.lookEveryMs);
    });
  }

  async #look(): Promise<void> {
    const { bounds, waiting, logger } = this.#parts;
    try {
      const free = bounds.maxAtOnce - this.#inWork.size;
      if (free > 0) for (const due of await waiting.due(free)) this.#push(due);
      this.#failed = false;
    } catch (error) {
      if (!this.#failed) logger.warn({ err: error }, 'due pushes could not be read');
      this.#failed = true;
    }
  }

  #push(due: WaitingDocument): void {
    if (this.#inWork.has(due._id) || this.#stopped) return;
    const work = pushTo(this.#parts, due)
      .then(
        (next) => void (next === undefined || this.wakeAt(next)),
        // The lease runs out by itself.
        (error: unknown) => this.#parts.logger.warn({ err: error }, 'a push could not be made now'),
      )
      .finally(() => {
        this.#inWork.delete(due._id);
        // There may be more that is due than could be worked on at once.
        if (this.#inWork.size === this.#parts.bounds.maxAtOnce - 1) this.#wakeWithin(0);
      });
    this.#inWork.set(due._id, work);
  }
}
