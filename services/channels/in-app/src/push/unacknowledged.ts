import type { PushBounds } from './bounds.ts';

/** Replies of one person that none of their devices has acknowledged, and what was pushed of them. */
export interface Unacknowledged {
  readonly app: string;
  /** Entry ids, oldest first. */
  readonly waiting: readonly string[];
  /** What devices acknowledged last: it may come before the reply itself, by way of the feed. */
  readonly acknowledged: readonly string[];
  /** The last one that was pushed. */
  readonly toldUpTo?: string;
  /** A push was shown since a device last acknowledged anything: the next one makes no sound. */
  readonly rang: boolean;
  readonly pushedAt: number;
  /** When somebody is to push, epoch ms; absent: there is nothing to push. While somebody does: when their lease ends. */
  readonly dueAt?: number;
  /** Subscriptions whose push services were busy: the same push is tried there again. */
  readonly again?: readonly string[];
  readonly tries: number;
  /** Subscriptions in their quiet hours that have not been told, and when those end, epoch ms. */
  readonly asleep?: Readonly<Record<string, number>>;
}

/** Who was reached by one push. */
export interface PushRound {
  /** Somebody was pushed to, whatever came of it; default true. */
  readonly isHeard?: boolean;
  /** Those in quiet hours now, and when these end, epoch ms. */
  readonly asleep?: Readonly<Record<string, number>>;
}

/** What is to be pushed now. */
export interface DuePush {
  readonly count: number;
  /** Of those that were told before; who slept then hears it. */
  readonly silent: boolean;
  readonly upTo: string;
  /** Absent: to all subscriptions. */
  readonly to?: readonly string[];
}

export const nobodyAsked = (app: string): Unacknowledged => ({
  app,
  waiting: [],
  acknowledged: [],
  rang: false,
  pushedAt: 0,
  tries: 0,
});

/** Replies come in their order; the same again changes nothing. */
export function replied<State extends Unacknowledged>(
  state: State,
  entryId: string,
  now: number,
  bounds: PushBounds,
): State {
  if (state.waiting.includes(entryId)) return state;
  if (state.acknowledged.includes(entryId)) return without(state, 0);
  const waiting = [...state.waiting, entryId].slice(-bounds.maxWaiting);
  const due = nextDue(state, now, bounds);
  // What waits for the end of quiet hours holds up nobody else.
  const isWaking = state.dueAt !== undefined && state.dueAt === wakesAt(state);
  return { ...state, waiting, dueAt: isWaking ? Math.min(state.dueAt, due) : (state.dueAt ?? due) };
}

/** A device has this item and all before it. */
export function acknowledged<State extends Unacknowledged>(state: State, upTo: string, bounds: PushBounds): State {
  // Said before: it says nothing of what came since.
  if (state.acknowledged.includes(upTo)) return state;
  const place = state.waiting.indexOf(upTo);
  // Not one of ours: a reply that is still on its way to us, or of another channel of the person. A device is there.
  const left = place === -1 ? 0 : state.waiting.length - place - 1;
  const known = [...state.acknowledged, upTo].slice(-bounds.maxAcknowledged);
  return { ...without(state, left), acknowledged: known, rang: false };
}

export function duePush(state: Unacknowledged, now: number): DuePush | undefined {
  const { waiting, again, rang, toldUpTo, asleep = {} } = state;
  const last = waiting.at(-1);
  if (last === undefined) return undefined;
  if (again !== undefined) return { count: waiting.length, silent: rang, upTo: toldUpTo ?? last, to: again };
  if (last !== toldUpTo) return { count: waiting.length, silent: rang, upTo: last };
  const woken = Object.keys(asleep).filter((id) => (asleep[id] ?? 0) <= now);
  return woken.length === 0 ? undefined : { count: waiting.length, silent: rang, upTo: last, to: woken };
}

/**
 * A push went out. `busy`: subscriptions whose push services want it later, in so many ms; `round`: who was heard, and who
 * slept. Devices may have acknowledged it, and further replies have come, while it was under way.
 */
export function pushed<State extends Unacknowledged>(
  state: State,
  { upTo, to }: DuePush,
  busy: { readonly ids: readonly string[]; readonly afterMs: number } | undefined,
  now: number,
  bounds: PushBounds,
  round: PushRound = {},
): State {
  if (state.waiting.length === 0) return without(state, 0);
  const { again: _again, dueAt: _dueAt, asleep: before = {}, ...kept } = state;
  const isHeard = round.isHeard ?? true;
  // Of some subscriptions nothing is known by this round: they go on sleeping.
  const sleptOn = to === undefined ? {} : Object.fromEntries(Object.entries(before).filter(([id]) => !to.includes(id)));
  const asleep = { ...sleptOn, ...round.asleep };
  const told = {
    ...kept,
    toldUpTo: upTo,
    ...(isHeard ? { pushedAt: now } : {}),
    ...(Object.keys(asleep).length === 0 ? {} : { asleep }),
  } as unknown as State;
  if (busy !== undefined && busy.ids.length > 0 && state.tries + 1 < bounds.maxTries) {
    const tries = to === undefined ? 1 : state.tries + 1;
    return { ...told, again: busy.ids, tries, dueAt: now + busy.afterMs };
  }
  const settled = { ...told, tries: 0, rang: isHeard || state.rang };
  const fresh = settled.waiting.at(-1) === upTo ? undefined : nextDue(settled, now, bounds);
  const dueAt = Math.min(fresh ?? Infinity, wakesAt(settled) ?? Infinity);
  return dueAt === Infinity ? settled : { ...settled, dueAt };
}

/** The first end of somebody's quiet hours. */
function wakesAt({ asleep = {} }: Unacknowledged): number | undefined {
  const ends = Object.values(asleep);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function nextDue({ rang, pushedAt }: Unacknowledged, now: number, bounds: PushBounds): number {
  return rang ? Math.max(now + bounds.ackWithinMs, pushedAt + bounds.againAfterMs) : now + bounds.ackWithinMs;
}

/** With only so many of the newest left waiting. */
function without<State extends Unacknowledged>(state: State, left: number): State {
  if (left > 0) return { ...state, waiting: state.waiting.slice(-left) };
  const { dueAt: _dueAt, again: _again, toldUpTo: _toldUpTo, asleep: _asleep, ...kept } = state;
  return { ...kept, waiting: [], tries: 0, rang: false } as unknown as State;
}
