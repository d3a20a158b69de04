import type { Logger } from '@onethread/runtime';
import type { SendResult } from '../channel.ts';
import type { KitBounds } from '../bounds.ts';
import type { ChannelMetrics } from '../metrics.ts';

type PauseCause = 'throttled' | 'unauthorised';
interface Pause {
  readonly cause: PauseCause;
  readonly until: number;
  readonly code: string;
  /** One reply is on its way to see whether the account works again. */
  readonly probing: boolean;
}

/**
 * Pauses whole accounts. Open until the provider throttles the account or refuses its credentials; then shut until the
 * time that it named (credentials: a minute); then one reply is let through as a probe, and its outcome decides.
 */
export class AccountGates {
  readonly #pauses = new Map<string, Pause>();
  readonly #now: () => number;
  readonly #bounds: KitBounds;
  readonly #logger: Logger;
  readonly #metrics: ChannelMetrics;

  constructor(now: () => number, bounds: KitBounds, logger: Logger, metrics: ChannelMetrics) {
    this.#now = now;
    this.#bounds = bounds;
    this.#logger = logger;
    this.#metrics = metrics;
  }

  /** 0: call now. Else how long to wait (ms). Whoever gets 0 from a paused account is its probe. */
  enter(account: string): number {
    const pause = this.#pauses.get(account);
    if (pause === undefined) return 0;
    const wait = pause.until - this.#now();
    if (wait > 0) return wait;
    // One probe at a time: the others wait as long as a call may take.
    this.#pauses.set(account, { ...pause, until: this.#now() + this.#bounds.sendMs, probing: true });
    return 0;
  }

  /** Whether replies of the account wait: a pure look. */
  isPaused(account: string): boolean {
    return this.#pauses.has(account);
  }

  conclude(account: string, result: SendResult): void {
    if (result.outcome === 'throttled') this.#pause(account, 'throttled', result.code, result.retryAfterMs);
    else if (result.outcome === 'unauthorised') {
      this.#pause(account, 'unauthorised', result.code, this.#bounds.reauthoriseEveryMs);
    } else if (result.outcome === 'sent' || result.outcome === 'rejected') this.#open(account);
    else this.#endProbe(account);
  }

  /** What operators should know; undefined when every account works. */
  describe(): string | undefined {
    if (this.#pauses.size === 0) return undefined;
    const causes = [...this.#pauses.values()].map(({ cause, code }) => `${cause} (${code})`);
    return `${causes.length} account${causes.length === 1 ? '' : 's'} paused: ${[...new Set(causes)].join(', ')}`;
  }

  #pause(account: string, cause: PauseCause, code: string, forMs: number): void {
    if (this.#pauses.get(account)?.cause !== cause) {
      if (cause === 'unauthorised') this.#logger.error({ code }, 'credentials refused: the account’s replies wait');
      else this.#logger.warn({ code, forMs }, 'throttled: the account’s replies wait');
    }
    const bounded = Math.min(Math.max(forMs, this.#bounds.firstRetryMs), this.#bounds.giveUpAfterMs);
    this.#pauses.set(account, { cause, code, until: this.#now() + bounded, probing: false });
    this.#count();
  }

  /** It told nothing of the account: whoever comes next may try. */
  #endProbe(account: string): void {
    const pause = this.#pauses.get(account);
    if (pause?.probing === true) this.#pauses.set(account, { ...pause, until: this.#now(), probing: false });
  }

  #open(account: string): void {
    const pause = this.#pauses.get(account);
    if (pause === undefined) return;
    this.#pauses.delete(account);
    this.#logger.info({ cause: pause.cause }, 'the account works again');
    this.#count();
  }

  #count(): void {
    for (const cause of ['throttled', 'unauthorised'] as const) {
      this.#metrics.pausedAccounts(cause, [...this.#pauses.values()].filter((pause) => pause.cause === cause).length);
    }
  }
}
