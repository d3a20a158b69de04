import type { AgentAbilities, AgentId, DeclaredAgent } from '@onethread/contracts';
import type { AgentState } from '../domain/assignment/terms.ts';
import type { AgentTimeline, Traffic } from './traffic.ts';

/** Agents as another settings file declares them: those of the recording with other abilities, or more of them. */
export interface DeclaredStaff {
  readonly agents: readonly DeclaredAgent[];
  /** By email, of those that the system knows. */
  readonly idOf: (email: string) => AgentId | undefined;
}

/**
 * The pool's agents over time, as declared. Who is not named stays as recorded. Somebody new, or from another pool, is
 * there whenever the one of the recording was who was available the longest.
 */
export function staffOver(
  { agents: recorded, ...span }: Pick<Traffic, 'agents' | 'from' | 'to'>,
  pool: string,
  declared: DeclaredStaff | undefined,
): ReadonlyMap<AgentId, AgentTimeline> {
  const agents = new Map(recorded);
  const hours = longestAvailable(recorded, span);
  for (const each of declared?.agents ?? []) {
    const agentId = declared?.idOf(each.email) ?? newAgentId(each.email);
    const timeline =
      recorded.get(agentId) ?? (hours && mapStates(hours, agentId, (state) => ({ ...state, ...UNLOADED })));
    if (each.pool !== pool || each.disabled || timeline === undefined) agents.delete(agentId);
    else
      agents.set(
        agentId,
        mapStates(timeline, agentId, (state) => ({ ...state, ...statedBy(each) })),
      );
  }
  return agents;
}

/** Under which somebody is simulated whom the system does not know yet. */
export function newAgentId(email: string): AgentId {
  return `new:${email}` as AgentId;
}

/** The sum over time of what an agent's state weighs, times ms. */
export function timeIn(
  { changes }: AgentTimeline,
  { from, to }: { readonly from: number; readonly to: number },
  weigh: (state: AgentState) => number,
): number {
  let sum = 0;
  for (const [index, { at, state }] of changes.entries()) {
    const until = Math.min(changes[index + 1]?.at ?? to, to);
    if (state !== undefined) sum += weigh(state) * Math.max(0, until - Math.max(at, from));
  }
  return sum;
}

const UNLOADED = { load: 0, interruptibleLoad: 0, channelLoad: {}, lastAssignedAt: 0 } as const;

function statedBy({ capacity, interruptibleCapacity = capacity, channels, skills, teams }: AgentAbilities) {
  return { capacity, interruptibleCapacity, channels, skills, teams };
}

function mapStates(
  { changes }: AgentTimeline,
  agentId: AgentId,
  change: (state: AgentState) => AgentState,
): AgentTimeline {
  return {
    agentId,
    changes: changes.map(({ at, state }) =>
      state === undefined ? { at } : { at, state: { ...change(state), agentId } },
    ),
  };
}

function longestAvailable(
  agents: ReadonlyMap<AgentId, AgentTimeline>,
  span: { readonly from: number; readonly to: number },
): AgentTimeline | undefined {
  let best: { readonly timeline: AgentTimeline; readonly ms: number } | undefined;
  for (const timeline of agents.values()) {
    const ms = timeIn(timeline, span, ({ availability }) => (availability === 'available' ? 1 : 0));
    if (best === undefined || ms > best.ms) best = { timeline, ms };
  }
  return best?.timeline;
}
