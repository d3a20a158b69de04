import type { UseCaseContext } from './context.ts';
import type { SweepPosition } from './sweep-entries.ts';
import { startRounds } from './start-rounds.ts';
import { nextSnooze, sweepHistory } from './sweep-history.ts';

/** How often unfinished work is looked for. */
export const SWEEP_EVERY_MS = 5000;

/** A snooze that could not be ended, or ran out just now, is tried again after so long. */
const SNOOZE_RETRY_MS = 1000;

export interface Sweeper {
  /** Resolves when the round under way and all background work are done. */
  stop(): Promise<void>;
}

/**
 * Sweeps at once, then every 5 s, one round at a time; sooner where a snooze ends sooner, or a round left work. Its timer
 * does not keep the process alive.
 */
export function startSweeper(context: UseCaseContext): Sweeper {
  const position: SweepPosition = {};
  const rounds = startRounds(async () => {
    const { more } = await sweepHistory(context, position);
    return more ? 0 : await untilNext(context);
  });
  return {
    stop: async () => {
      await rounds.stop();
      await context.collections.memory.settled();
    },
  };
}

async function untilNext(context: UseCaseContext): Promise<number> {
  const snooze = await nextSnooze(context).catch(() => undefined);
  if (snooze === undefined) return SWEEP_EVERY_MS;
  const left = snooze - context.now();
  return Math.min(SWEEP_EVERY_MS, left > 0 ? left : SNOOZE_RETRY_MS);
}
