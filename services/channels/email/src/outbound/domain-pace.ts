import { recentMap } from '@onethread/runtime';

const MINUTE = 60_000;
/** First and longest time that a domain is left alone which asked for it. */
const FIRST_PAUSE_MS = MINUTE;
const LONGEST_PAUSE_MS = 15 * MINUTE;
/** Domains that are remembered; the one that was written to longest ago is forgotten first. */
export const MAX_DOMAINS = 10_000;

interface Pace {
  /** When the next mail may go, if mails had gone evenly (a virtual clock: GCRA). */
  readonly nextAt: number;
  readonly pausedUntil: number;
  /** Pauses in a row. */
  readonly pauses: number;
}

/**
 * How fast mails go to each recipient domain: so many a minute, in bursts of a minute's worth at most; none for a while where
 * its servers said that it was too fast (421, 4.7.x). Of one process: with several each has its own.
 */
export class DomainPace {
  readonly #perMinute: number;
  readonly #now: () => number;
  /** In the order in which mails went out. */
  readonly #domains = recentMap<string, Pace>(MAX_DOMAINS);

  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** 0: send now, it is counted. Else how long to wait (ms). */
  enter(domain: string): number {
    const now = this.#now();
    const known = this.#domains.peek(domain) ?? { nextAt: 0, pausedUntil: 0, pauses: 0 };
    if (known.pausedUntil > now) return known.pausedUntil - now;
    const every = MINUTE / this.#perMinute;
    const nextAt = Math.max(known.nextAt, now);
    const wait = nextAt + every - (now + MINUTE);
    if (wait > 0) return Math.ceil(wait);
    this.#domains.set(domain, { ...known, nextAt: nextAt + every });
    return 0;
  }

  /** Its server wants less. */
  pause(domain: string): void {
    const known = this.#domains.peek(domain) ?? { nextAt: 0, pausedUntil: 0, pauses: 0 };
    if (known.pausedUntil > this.#now()) return;
    const forMs = Math.min(FIRST_PAUSE_MS * 2 ** known.pauses, LONGEST_PAUSE_MS);
    const pauses = Math.min(known.pauses + 1, 10);
    this.#domains.set(domain, { ...known, pausedUntil: this.#now() + forMs, pauses });
  }

  /** Its server took a mail. */
  clear(domain: string): void {
    const known = this.#domains.peek(domain);
    if (known !== undefined && known.pauses > 0) this.#domains.set(domain, { ...known, pausedUntil: 0, pauses: 0 });
  }
}
