/** A clock that moves only when told to. Pass `clock.now` wherever code asks for the time (epoch ms). */
export interface ManualClock {
  readonly now: () => number;
  /** Moves on by so many ms (not negative) and tells the new time. */
  advance(ms: number): number;
  /** Jumps, back if need be: clocks of real machines do. */
  set(epochMs: number): void;
}

/** Starts at 2026-01-01T00:00:00Z unless told otherwise. */
export function manualClock(startsAt: number = Date.UTC(2026, 0, 1)): ManualClock {
  let time = startsAt;
  return {
    now: () => time,
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`a clock advances by 0 ms or more, not ${ms}`);
      time += ms;
      return time;
    },
    set(epochMs) {
      time = epochMs;
    },
  };
}
