import type { AgentRow, QueueRow, TargetRow, WallboardUpdate } from '../../../wire/assignment.ts';
import type { Presence } from '../../../wire/model.ts';

/** `old`: what is shown was true once, and is being asked for anew. */
export type Freshness = 'connecting' | 'live' | 'old';

export interface WallboardState {
  readonly freshness: Freshness;
  /** When the figures were true, by the server; 0: there are none. */
  readonly atMs: number;
  readonly queues: Readonly<Record<string, QueueRow>>;
  readonly agents: Readonly<Record<string, AgentRow>>;
  /** Soonest first. */
  readonly atRisk: readonly TargetRow[];
}

export const EMPTY_WALLBOARD: WallboardState = { freshness: 'connecting', atMs: 0, queues: {}, agents: {}, atRisk: [] };

export type WallboardAction =
  | { readonly type: 'board'; readonly update: WallboardUpdate }
  | { readonly type: 'beat'; readonly atMs: number }
  | { readonly type: 'lost' };

/** The state after an action; pure. A whole one replaces all, rows that changed replace their own. */
export function reduceWallboard(state: WallboardState, action: WallboardAction): WallboardState {
  switch (action.type) {
    case 'board':
      return applied(state, action.update);
    case 'beat':
      // Nothing changed up to now.
      return state.freshness === 'live' ? { ...state, atMs: Math.max(state.atMs, action.atMs) } : state;
    case 'lost':
      return state.atMs === 0 ? state : { ...state, freshness: 'old' };
  }
}

function applied(state: WallboardState, update: WallboardUpdate): WallboardState {
  const { snapshot, atMs, queues, agents, atRisk, atRiskWhole } = update;
  return {
    freshness: 'live',
    atMs,
    queues: replaced(snapshot ? {} : state.queues, queues, ({ queueId }) => queueId),
    agents: replaced(snapshot ? {} : state.agents, agents, ({ agentId }) => agentId),
    atRisk: atRiskWhole || snapshot ? atRisk : state.atRisk,
  };
}

function replaced<Row extends { readonly removed: boolean }>(
  known: Readonly<Record<string, Row>>,
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Readonly<Record<string, Row>> {
  if (rows.length === 0) return known;
  const all = new Map(Object.entries(known));
  for (const row of rows) {
    if (row.removed) all.delete(idOf(row));
    else all.set(idOf(row), row);
  }
  return Object.fromEntries(all);
}

const ORDER: Readonly<Record<Presence, number>> = { available: 0, busy: 1, away: 2, offline: 3 };

/** Queues where somebody waits longest first, then by name. */
export function queuesInOrder({ queues }: WallboardState): readonly QueueRow[] {
  return Object.values(queues).toSorted((one, other) => {
    const waits = waitsSince(one) - waitsSince(other);
    return Number.isNaN(waits) || waits === 0 ? one.name.localeCompare(other.name) : waits;
  });
}

function waitsSince({ longestWaitingSinceMs }: QueueRow): number {
  return longestWaitingSinceMs === 0 ? Infinity : longestWaitingSinceMs;
}

/** Agents who can take something first, then by name. */
export function agentsInOrder({ agents }: WallboardState): readonly AgentRow[] {
  return Object.values(agents).toSorted(
    (one, other) => ORDER[one.presence] - ORDER[other.presence] || one.name.localeCompare(other.name),
  );
}

export interface Totals {
  readonly waiting: number;
  /** 0: nobody waits. */
  readonly longestSinceMs: number;
  readonly inWork: number;
  readonly missed: number;
  readonly available: number;
  readonly agents: number;
}

export function totalsOf(state: WallboardState): Totals {
  const queues = Object.values(state.queues);
  const agents = Object.values(state.agents);
  const waits = queues.map(({ longestWaitingSinceMs }) => longestWaitingSinceMs).filter((ms) => ms > 0);
  const sum = (of: (row: QueueRow) => number) => queues.reduce((total, row) => total + of(row), 0);
  return {
    waiting: sum(({ waiting }) => waiting),
    longestSinceMs: waits.length === 0 ? 0 : Math.min(...waits),
    inWork: sum(({ inWork }) => inWork),
    missed: sum(({ missedTargets }) => missedTargets),
    available: agents.filter(({ presence }) => presence === 'available').length,
    agents: agents.filter(({ presence }) => presence !== 'offline').length,
  };
}
