import type { EntryBody, Targets } from '@onethread/contracts';

export type TargetName = Extract<EntryBody, { kind: 'target-warning' | 'target-missed' }>['target'];

/**
 * How far a conversation is from a target. It runs (`since` is there), stands still (it is not), and is done at last
 * (`doneAt`); one that was done by resolving goes on when the conversation is reopened. Instants are epoch ms.
 *
 * When it is due is decided when it starts or goes on, by the settings in force then: it does not change while it runs, but
 * by going to another queue.
 */
export interface Clock {
  readonly target: TargetName;
  readonly startedAt: number;
  /** Settings by which its times were decided last. */
  readonly settingsVersion: number;
  /** Open time allowed in all, ms; absent where the queue has no such target: it is measured all the same. */
  readonly targetMs?: number;
  /** Open time that had passed before it went on last, ms. */
  readonly spentMs: number;
  readonly since?: number;
  /** While it runs, and of one that was running when it was done. Absent too where it never opens long enough. */
  readonly dueAt?: number;
  /** From then on it is at risk; open time before `dueAt`. */
  readonly warnAt?: number;
  /** The instants at which a warning was due, and the target itself: absent while they had not passed. */
  readonly warnedAt?: number;
  readonly missedAt?: number;
  readonly doneAt?: number;
}

/** The calendar of a queue; a queue without one is always open. */
export interface OpenTime {
  /** Open time from one instant to a later one, ms; 0 when it is not later. */
  readonly between: (from: number, to: number) => number;
  /** The first instant by which so much open time has passed; undefined: never. */
  readonly after: (from: number, ms: number) => number | undefined;
}

/** What the settings in force ask of the conversations of one queue. */
export interface TargetTerms {
  readonly settingsVersion: number;
  readonly targets?: Targets;
  readonly open: OpenTime;
}

const MINUTE_MS = 60_000;

const MINUTES = {
  'first-response': 'firstResponseMinutes',
  'next-response': 'nextResponseMinutes',
  resolution: 'resolutionMinutes',
} as const satisfies Record<TargetName, keyof Targets>;

/** A new clock, standing. */
export function newClock(target: TargetName, startedAt: number, terms: TargetTerms): Clock {
  return retargeted({ target, startedAt, settingsVersion: 0, spentMs: 0 }, terms);
}

/** The clock by other terms: its start stays, and what it has spent. Itself when it is done. */
export function retargeted(clock: Clock, terms: TargetTerms): Clock {
  if (clock.doneAt !== undefined) return clock;
  if (clock.since !== undefined) return running(clock, clock.since, terms);
  const targetMs = targetMsOf(clock, terms);
  return {
    ...atRest(clock),
    settingsVersion: terms.settingsVersion,
    ...(targetMs === undefined ? {} : { targetMs }),
  };
}

/** The clock going on from an instant, by the terms of now; or, of one that runs, as if it had gone on by them then. */
export function running(clock: Clock, since: number, terms: TargetTerms): Clock {
  const { settingsVersion, targets, open } = terms;
  const plain: Clock = { ...atRest(clock), settingsVersion, since };
  const targetMs = targetMsOf(clock, terms);
  if (targets === undefined || targetMs === undefined) return plain;
  const leftMs = targetMs - clock.spentMs;
  // What was missed stays missed, and is overdue since then, whatever stood still or was allowed since.
  const dueAt = clock.missedAt ?? open.after(since, leftMs);
  if (dueAt === undefined) return { ...plain, targetMs };
  const warnMs = Math.min(targets.warnMinutes * MINUTE_MS, targetMs / 2);
  const warnAt = clock.missedAt ?? clock.warnedAt ?? open.after(since, leftMs - warnMs);
  return { ...plain, targetMs, dueAt, ...(warnAt === undefined ? {} : { warnAt }) };
}

/** The clock standing still from an instant on; itself where it stands already. */
export function standing(clock: Clock, at: number, { open }: TargetTerms): Clock {
  if (clock.since === undefined) return clock;
  const spentMs = clock.spentMs + open.between(clock.since, at);
  const { targetMs } = clock;
  return { ...atRest(clock), spentMs, ...(targetMs === undefined ? {} : { targetMs }) };
}

function targetMsOf({ target }: Clock, { targets }: TargetTerms): number | undefined {
  const minutes = targets?.[MINUTES[target]];
  return minutes === undefined ? undefined : minutes * MINUTE_MS;
}

/** Without what was decided when it went on last. */
function atRest({ target, startedAt, settingsVersion, spentMs, warnedAt, missedAt }: Clock): Clock {
  return {
    target,
    startedAt,
    settingsVersion,
    spentMs,
    ...(warnedAt === undefined ? {} : { warnedAt }),
    ...(missedAt === undefined ? {} : { missedAt }),
  };
}

/** The clock done at an instant; itself where it was done already. */
export function done(clock: Clock, at: number, terms: TargetTerms): Clock {
  if (clock.doneAt !== undefined) return clock;
  const { dueAt } = clock;
  return { ...standing(clock, at, terms), ...(dueAt === undefined ? {} : { dueAt }), doneAt: at };
}

/** Whether a response is measured, rather than the end. */
export function isResponse({ target }: Clock): boolean {
  return target !== 'resolution';
}

/** What is left, ms, of one that stands still and has a target; negative where it is missed. */
export function leftMsOf({ since, doneAt, targetMs, spentMs }: Clock): number | undefined {
  return since !== undefined || doneAt !== undefined || targetMs === undefined ? undefined : targetMs - spentMs;
}

/** The next instant at which something is to be told of it: its warning, or that it is missed, which is when `dueAt` has passed. */
export function nextAt({ since, warnAt, warnedAt, dueAt, missedAt }: Clock): number | undefined {
  if (since === undefined || dueAt === undefined || missedAt !== undefined) return undefined;
  return warnedAt === undefined ? Math.min(warnAt ?? dueAt + 1, dueAt + 1) : dueAt + 1;
}

export interface Passed {
  readonly kind: 'target-warning' | 'target-missed';
  readonly clock: Clock;
  readonly dueAt: number;
}

/** The clock once it is `at`, and what passed meanwhile that was not told before, each once in its life. */
export function passedBy(clock: Clock, at: number): { readonly clock: Clock; readonly passed: readonly Passed[] } {
  const { since, dueAt, warnAt = Infinity } = clock;
  if (since === undefined || dueAt === undefined) return { clock, passed: [] };
  const isMissed = clock.missedAt === undefined && dueAt < at;
  const isWarned = clock.warnedAt === undefined && clock.missedAt === undefined && (warnAt <= at || isMissed);
  if (!isWarned && !isMissed) return { clock, passed: [] };
  const after: Clock = {
    ...clock,
    ...(isWarned ? { warnedAt: Math.min(warnAt, dueAt) } : {}),
    ...(isMissed ? { missedAt: dueAt } : {}),
  };
  const passed: Passed[] = [];
  if (isWarned) passed.push({ kind: 'target-warning', clock: after, dueAt });
  if (isMissed) passed.push({ kind: 'target-missed', clock: after, dueAt });
  return { clock: after, passed };
}
