import { waitFor, type Seeded } from '@onethread/testkit';
import type { Stage } from '../stage.ts';
import type { Pace } from '../traffic/pace.ts';
import type { Recovery, RecoveryWatch } from '../traffic/recovery-watch.ts';
import type { Fault } from './fault.ts';

/** A fault that was done, and what came of it. */
export interface Injected {
  readonly fault: string;
  /** Of the run's messages, 0 to 1, when it was due. */
  readonly at: number;
  /** How long it was wrong, ms. */
  readonly tookMs: number;
  /** What did not come is absent. */
  readonly recovery: Partial<Recovery>;
}

export interface ScheduleOptions {
  readonly stage: Stage;
  readonly faults: readonly Fault[];
  /** How often each. */
  readonly rounds: number;
  readonly random: Seeded;
  readonly watch: RecoveryWatch;
  readonly pace: Pace;
  /** Of the run's messages or time, 0 to 1. */
  readonly progress: () => number;
  /** So long may it take until everything goes again. */
  readonly patienceMs: number;
  readonly onInjected: (injected: Injected) => void;
}

/** Nothing is broken before this part of a run, and nothing new after that. */
const FROM = 0.04;
const TO = 0.92;
const CAUGHT_UP_SECONDS = 1;
const SLOWING_EVERY_MS = 20;

/** When what is done: each round has every fault once, in an order of its own, evenly over the run. */
export function planSchedule(faults: readonly Fault[], rounds: number, random: Seeded): { at: number; fault: Fault }[] {
  const order = Array.from({ length: rounds }, () => random.shuffle(faults)).flat();
  const step = (TO - FROM) / Math.max(1, order.length);
  return order.map((fault, place) => ({ fault, at: FROM + step * (place + random.next() * 0.5) }));
}

/** Does the faults one after another, each once things go again after the last. Resolves when the last has recovered. */
export async function runSchedule(options: ScheduleOptions): Promise<void> {
  const { stage, watch, pace, progress, onInjected } = options;
  const plan = planSchedule(options.faults, options.rounds, options.random);
  for (const [place, { at, fault }] of plan.entries()) {
    await until(() => progress() >= at);
    const nextAt = plan[place + 1]?.at ?? 1;
    if (progress() >= 1) return;
    const slowing = setInterval(() => pace.slowDown(progress() > nextAt), SLOWING_EVERY_MS);
    const began = performance.now();
    watch.begin();
    try {
      await fault.inject(stage);
    } catch (error) {
      clearInterval(slowing);
      stage.findings.add('recovery', `${fault.name}: ${(error as Error).message}`);
      throw error;
    }
    const tookMs = performance.now() - began;
    const recovery = await recovered(options);
    const missing = ['acceptedMs', 'shownMs', 'everyoneMs', 'caughtUpMs'].filter((what) => !(what in recovery));
    if (missing.length > 0 && progress() < 1)
      stage.findings.add('recovery', `${fault.name} at ${at.toFixed(3)}: ${missing.join(', ')} never came`);
    onInjected({ fault: fault.name, at, tookMs, recovery });
    clearInterval(slowing);
    pace.slowDown(false);
  }
}

async function recovered({ watch, pace, progress, patienceMs }: ScheduleOptions): Promise<Partial<Recovery>> {
  let caughtUpMs: number | undefined;
  const all = async (): Promise<boolean> => {
    if (caughtUpMs === undefined) {
      await pace.look();
      if (pace.lag !== undefined && pace.lag.seconds < CAUGHT_UP_SECONDS) caughtUpMs = watch.sinceMs;
    }
    const { acceptedMs, shownMs, everyoneMs } = watch.progress;
    const gone = acceptedMs !== undefined && shownMs !== undefined && everyoneMs !== undefined;
    return (gone && caughtUpMs !== undefined) || (progress() >= 1 && caughtUpMs !== undefined);
  };
  await waitFor(all, { describe: 'recovery', withinMs: patienceMs, everyMs: 20 }).catch(() => {});
  return { ...watch.progress, ...(caughtUpMs === undefined ? {} : { caughtUpMs }) };
}

/** However long it takes: writers give up by themselves, which is progress. */
async function until(condition: () => boolean): Promise<void> {
  await waitFor(condition, { describe: 'progress', withinMs: 2 ** 31 - 1, everyMs: 20 });
}
