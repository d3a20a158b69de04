import type { Answer } from '@onethread/contracts';
import type { Timers } from './alarms.ts';
import type { Outcome } from './outcome.ts';

const ANSWER_WITHIN_MS = 10_000;
const MAX_WAITING = 1_000;

/** Requests sent to an owner elsewhere, until their answers come by. */
export class Asked {
  readonly #timers: Timers;
  readonly #waiting = new Map<string, (outcome: Outcome) => void>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** `failed` when no answer came in time, or too many wait already: it may be asked again. */
  async answerTo(requestId: string, send: () => Promise<void>): Promise<Outcome> {
    if (this.#waiting.size >= MAX_WAITING) return { outcome: 'failed' };
    const answered = Promise.withResolvers<Outcome>();
    this.#waiting.set(requestId, answered.resolve);
    const callOff = this.#timers.schedule(ANSWER_WITHIN_MS, () => answered.resolve({ outcome: 'failed' }));
    try {
      await send();
      return await answered.promise;
    } finally {
      callOff();
      this.#waiting.delete(requestId);
    }
  }

  noteAnswer({ requestId, outcome, by }: Answer): void {
    this.#waiting.get(requestId)?.({ outcome, ...(by === undefined ? {} : { by }) });
  }

  giveUp(): void {
    for (const resolve of this.#waiting.values()) resolve({ outcome: 'failed' });
  }
}
