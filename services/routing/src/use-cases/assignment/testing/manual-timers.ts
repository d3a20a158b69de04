import type { ManualClock } from '@onethread/testkit';
import type { Timers } from '../owner/alarms.ts';

/** Timers that ring only when `ringDue` is called, in the order of their times by the given clock. */
export interface ManualTimers extends Timers {
  ringDue(): void;
  /** Epoch ms of the next; undefined when none is set. */
  nextAt(): number | undefined;
}

export function manualTimers(clock: ManualClock): ManualTimers {
  const set = new Set<{ readonly at: number; readonly ring: () => void }>();
  const next = () => [...set].toSorted((a, b) => a.at - b.at)[0];
  return {
    schedule(delayMs, ring) {
      const timer = { at: clock.now() + delayMs, ring };
      set.add(timer);
      return () => void set.delete(timer);
    },
    nextAt: () => next()?.at,
    ringDue() {
      const due = [...set].filter((timer) => timer.at <= clock.now()).toSorted((a, b) => a.at - b.at);
      for (const timer of due) if (set.delete(timer)) timer.ring();
    },
  };
}
