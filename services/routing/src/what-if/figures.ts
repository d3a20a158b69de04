import type { AgentId } from '@onethread/contracts';
import type { Run, StayOutcome } from './run.ts';
import { timeIn } from './staffing.ts';

/** What a run came to, in numbers. */
export interface Figures {
  readonly total: QueueFigures;
  /** By id. */
  readonly queues: Readonly<Record<string, QueueFigures>>;
  readonly agents: Readonly<Record<AgentId, AgentFigures>>;
}

export interface QueueFigures {
  /** Times that a conversation began to wait. */
  readonly conversations: number;
  readonly given: number;
  /** Ceased to wait without an agent: resolved, snoozed. */
  readonly left: number;
  readonly stillWaiting: number;
  /** Until an agent had accepted; who still waits counts with the wait so far. Absent: nobody waited. */
  readonly waitP50Ms?: number;
  readonly waitP95Ms?: number;
  /** Of those with a target: how many, and how many an agent accepted too late, or not at all. */
  readonly withTarget: number;
  readonly targetsMissed: number;
  /** Offers beyond the first of each, and why. */
  readonly offeredAgain: number;
  readonly declined: number;
  readonly missed: number;
}

export interface AgentFigures {
  readonly given: number;
  readonly byQueue: Readonly<Record<string, number>>;
  /** Of the time in which offers could come or the agent was busy. */
  readonly presentMs: number;
  /** Weight held for how long, of the most that the presence allowed; 1: full all the time. */
  readonly utilisation: number;
  /** The same of interruptible work; absent where there was none. */
  readonly interruptibleUtilisation?: number;
}

export interface Span {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
}

/** Counts what began within the span, and what was held within it. */
export function figuresOf({ outcomes, holds, staff }: Run, span: Span): Figures {
  const counted = outcomes.filter(({ stay }) => stay.arrivedAt >= span.from && stay.arrivedAt <= span.to);
  const byQueue = Object.groupBy(counted, ({ queueId }) => queueId);
  const byAgent = Object.groupBy(counted, ({ given }) => given?.agentId ?? '');
  const heldBy = Object.groupBy(holds, ({ agentId }) => agentId);
  return {
    total: queueFigures(counted, span),
    queues: Object.fromEntries(
      Object.entries(byQueue).map(([id, outcomesOfQueue]) => [id, queueFigures(outcomesOfQueue ?? [], span)]),
    ),
    agents: Object.fromEntries(
      [...staff.keys()].map((agentId) => [
        agentId,
        agentFigures(agentId, byAgent[agentId] ?? [], heldBy[agentId] ?? []),
      ]),
    ),
  };

  function agentFigures(agentId: AgentId, given: readonly StayOutcome[], held: Run['holds']): AgentFigures {
    const timeline = staff.get(agentId) ?? { agentId, changes: [] };
    const present = (weigh: (state: { capacity: number; interruptibleCapacity: number }) => number): number =>
      timeIn(timeline, span, (state) =>
        state.availability === 'available' || state.availability === 'busy' ? weigh(state) : 0,
      );
    const work = (interruptible: boolean): number =>
      held
        .filter((hold) => hold.interruptible === interruptible)
        .reduce((sum, { weight, from, until }) => sum + weight * overlapMs({ from, to: until }, span), 0);
    const interruptible = work(true);
    return {
      given: given.length,
      byQueue: countsOf(given.map(({ queueId }) => queueId)),
      presentMs: present(() => 1),
      utilisation: ratio(
        work(false),
        present(({ capacity }) => capacity),
      ),
      ...(interruptible === 0
        ? {}
        : {
            interruptibleUtilisation: ratio(
              interruptible,
              present(({ interruptibleCapacity }) => interruptibleCapacity),
            ),
          }),
    };
  }
}

function queueFigures(outcomes: readonly StayOutcome[], { to }: Span): QueueFigures {
  const waits = outcomes
    .filter(({ leftAt }) => leftAt === undefined)
    .map(({ since, given }) => Math.max((given?.at ?? to) - since, 0))
    .toSorted((a, b) => a - b);
  const targeted = outcomes.filter(({ dueAt, leftAt }) => dueAt !== undefined && leftAt === undefined);
  const sum = (count: (outcome: StayOutcome) => number): number => outcomes.reduce((all, each) => all + count(each), 0);
  const given = sum((each) => (each.given === undefined ? 0 : 1));
  const left = sum(({ leftAt }) => (leftAt === undefined ? 0 : 1));
  return {
    conversations: outcomes.length,
    given,
    left,
    stillWaiting: outcomes.length - given - left,
    ...(waits.length === 0 ? {} : { waitP50Ms: percentile(waits, 0.5), waitP95Ms: percentile(waits, 0.95) }),
    withTarget: targeted.length,
    targetsMissed: targeted.filter(({ dueAt = 0, given: taken }) => (taken?.at ?? to) > dueAt).length,
    offeredAgain: sum(({ offers }) => Math.max(offers - 1, 0)),
    declined: sum(({ declined }) => declined),
    missed: sum(({ missed }) => missed),
  };
}

/** Of values in order, not empty: the smallest that at least so great a part does not exceed. */
function percentile(values: readonly number[], part: number): number {
  return values[Math.max(Math.ceil(values.length * part) - 1, 0)] ?? 0;
}

function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function overlapMs(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
