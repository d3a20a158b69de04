import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone keeps one distance from UTC. Instants are epoch ms. */
export interface OffsetPeriod {
  readonly from: number;
  /** First instant after it; infinite where no change is known. */
  readonly until: number;
  readonly offsetMs: number;
}

/** Ten years of a zone with summer time; beyond it, the oldest is forgotten. */
const MAX_PERIODS = 20;
const NS_PER_MS = 1e6;

/** The periods of one time zone. Changes are asked of the time zone database, which is slow, and remembered. */
export class OffsetPeriods {
  readonly timeZone: string;
  readonly #known: OffsetPeriod[] = [];

  constructor(timeZone: string) {
    this.timeZone = timeZone;
  }

  at(instant: number): OffsetPeriod {
    const known = this.#known.find(({ from, until }) => from <= instant && instant < until);
    if (known !== undefined) return known;
    const zoned = zonedAt(this.timeZone, instant);
    // The change before the next ms is the one that `instant` itself may be.
    const began = zonedAt(this.timeZone, instant + 1).getTimeZoneTransition('previous');
    const period = {
      from: began?.epochMilliseconds ?? -Infinity,
      until: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
      offsetMs: zoned.offsetNanoseconds / NS_PER_MS,
    };
    if (this.#known.length >= MAX_PERIODS) this.#known.shift();
    this.#known.push(period);
    return period;
  }
}

/** @throws RangeError when the time zone database does not know the name */
export function zonedAt(timeZone: string, instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
}

/** Whether the time zone database knows the name. */
export function isTimeZone(name: string): boolean {
  try {
    zonedAt(name, 0);
    return true;
  } catch {
    return false;
  }
}
