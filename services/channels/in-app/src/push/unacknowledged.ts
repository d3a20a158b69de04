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
}

/** What is to be pushed now. */
export interface DuePush {
  readonly count: number;
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
  return { ...state, waiting, dueAt: state.dueAt ?? nextDue(state, now, bounds) };
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

export function duePush(state: Unacknowledged): DuePush | undefined {
  const { waiting, again, rang, toldUpTo } = state;
  const last = waiting.at(-1);
  if (last === undefined) return undefined;
  if (again !== undefined) return { count: waiting.length, silent: rang, upTo: toldUpTo ?? last, to: again };
  return last === toldUpTo ? undefined : { count: waiting.length, silent: rang, upTo: last };
}

/**
 * A push went out. `busy`: subscriptions whose push services want it later, in so many ms. Devices may have acknowledged
 * it, and further replies have come, while it was under way.
 */
export function pushed<State extends Unacknowledged>(
  state: State,
  { upTo, to }: DuePush,
  busy: { readonly ids: readonly string[]; readonly afterMs: number } | undefined,
  now: number,
  bounds: PushBounds,
): State {
  if (state.waiting.length === 0) return without(state, 0);
  const { again: _again, dueAt: _dueAt, ...kept } = state;
  const told = { ...kept, toldUpTo: upTo, pushedAt: now } as unknown as State;
  if (busy !== undefined && busy.ids.length > 0 && state.tries + 1 < bounds.maxTries) {
    const tries = to === undefined ? 1 : state.tries + 1;
    return { ...told, again: busy.ids, tries, dueAt: now + busy.afterMs };
  }
  const settled = { ...told, tries: 0, rang: true };
  return settled.waiting.at(-1) === upTo ? settled : { ...settled, dueAt: nextDue(settled, now, bounds) };
}

function nextDue({ rang, pushedAt }: Unacknowledged, now: number, bounds: PushBounds): number {
  return rang ? Math.max(now + bounds.ackWithinMs, pushedAt + bounds.againAfterMs) : now + bounds.ackWithinMs;
}

/** With only so many of the newest left waiting. */
function without<State extends Unacknowledged>(state: State, left: number): State {
  if (left > 0) return { ...state, waiting: state.waiting.slice(-left) };
  const { dueAt: _dueAt, again: _again, toldUpTo: _toldUpTo, ...kept } = state;
  return { ...kept, waiting: [], tries: 0, rang: false } as unknown as State;
}
