import { setTimeout as pause } from 'node:timers/promises';
import { CONSUMER_GROUPS } from '@onethread/contracts';
import type { AdminClient } from '@onethread/rpc';

/** So far customers may be ahead of history, in records and in time; above that they wait, as people who read answers do. */
const MOST_AHEAD = 1000;
const MOST_BEHIND_S = 10;
const LOOK_EVERY_MS = 500;
/** Between two messages of all customers together, while there are to be few and each has written one. */
const SLOW_TURN_MS = 1500;
const ASK_AGAIN_MS = 50;
/** While it cannot be asked nobody more is held back: that is when providers knock hardest. */
const PATIENCE_MS = 10_000;

/** Keeps the load just below what the system can take, however fast it is. */
export class Pace {
  readonly #admin: Pick<AdminClient, 'getStatus'>;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  #held: PromiseWithResolvers<void> | undefined;
  #isSlow = false;
  #nextSlowTurn = 0;
  #lastTurn: Promise<void> = Promise.resolve();
  readonly #wroteSlowly = new Set<string>();
  /** Records not yet handled and the age of the oldest, as last told; `undefined` while nobody answers. */
  lag: { readonly records: number; readonly seconds: number; readonly words: string } | undefined;

  constructor(admin: Pick<AdminClient, 'getStatus'>) {
    this.#admin = admin;
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  /** Resolves when this customer's next message may go. */
  async turn(customer: string): Promise<void> {
    if (this.#wroteSlowly.has(customer)) {
      this.#lastTurn = this.#lastTurn.then(() => this.#slowTurn(customer));
      await this.#lastTurn;
    }
    if (this.#isSlow) this.#wroteSlowly.add(customer);
    await this.#held?.promise;
  }

  /** While faults are behind their schedule there is just enough traffic to see whether things go again, for everyone. */
  slowDown(isSlow: boolean): void {
    this.#isSlow = isSlow;
    if (!isSlow) this.everyoneOnce();
  }

  /** Whoever writes may do so once at once, however slow the others are. */
  everyoneOnce(): void {
    this.#wroteSlowly.clear();
  }

  /** In the order in which they came. */
  async #slowTurn(customer: string): Promise<void> {
    while (this.#wroteSlowly.has(customer) && performance.now() < this.#nextSlowTurn) await pause(ASK_AGAIN_MS);
    this.#nextSlowTurn = performance.now() + SLOW_TURN_MS;
  }

  /** Asks how far the consumers are. */
  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const timeout = AbortSignal.timeout(PATIENCE_MS);
      const gone = new Promise<never>((_, reject) =>
        timeout.addEventListener('abort', () => reject(new Error('late'))),
      );
      const { lags: all } = await Promise.race([this.#admin.getStatus(), gone]);
      // Search may be found late; customers need not wait for it.
      const lags = all.filter(({ group }) => group !== CONSUMER_GROUPS.search);
      this.lag = {
        records: lags.reduce((sum, { records }) => sum + records, 0),
        seconds: Math.max(0, ...lags.map(({ seconds }) => seconds)),
        words: lags
          .filter(({ records }) => records > 0)
          .map(({ topic, records, seconds }) => `${topic} ${records} (${seconds.toFixed(1)} s)`)
          .join(', '),
      };
    } catch {
      this.lag = undefined;
    } finally {
      this.#looking = false;
    }
    if (this.lag === undefined) return;
    const { records, seconds } = this.lag;
    if (records > MOST_AHEAD || seconds > MOST_BEHIND_S) this.#held ??= Promise.withResolvers<void>();
    else this.#release();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#release();
  }

  #release(): void {
    this.#held?.resolve();
    this.#held = undefined;
  }
}
