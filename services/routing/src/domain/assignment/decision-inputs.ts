import type { AgentId } from '@onethread/contracts';
import type { AgentNode } from './agent-node.ts';
import { compareWork } from './agent-order.ts';
import type { DemandClass } from './demand-class.ts';
import { workOf } from './room.ts';
import { DROP_REASONS } from './terms.ts';
import type { AgentState, Candidate, Choice, DropCounts, DropReason } from './terms.ts';

/** Candidates told with a decision. */
export const MOST_CANDIDATES = 10;

type AgentsById = ReadonlyMap<AgentId, AgentNode>;

/** The chosen one, then others in their order. */
export function firstCandidates(
  demandClass: DemandClass,
  refused: ReadonlySet<AgentId>,
  chosen: AgentState,
): readonly Candidate[] {
  const others = demandClass.firstFew(refused, MOST_CANDIDATES).filter(({ agentId }) => agentId !== chosen.agentId);
  return [chosen, ...others].slice(0, MOST_CANDIDATES).map((state) => ({
    agentId: state.agentId,
    ...workOf(state, demandClass.demand.interruptible),
    lastAssignedAt: state.lastAssignedAt,
  }));
}

/** Agents of the pool who cannot take what these refused, each under the first reason that holds. Costs as much as there are refusals. */
export function dropCounts(demandClass: DemandClass, refused: ReadonlySet<AgentId>, agents: AgentsById): DropCounts {
  const { crowd } = demandClass;
  const { members, unskilled, availability } = crowd;
  const { free, teamFull, channelFull } = demandClass.tally();
  const outside = agents.size - members.size - unskilled;
  const counts: Record<DropReason, number> = {
    'waits-for-keeper': crowd.keeper === undefined ? 0 : outside,
    'not-member': crowd.keeper === undefined ? outside : 0,
    skill: unskilled,
    declined: 0,
    offline: availability.offline,
    away: availability.away,
    busy: availability.busy,
    'channel-full': channelFull,
    full: availability.available - free - teamFull - channelFull,
    'team-full': teamFull,
  };
  for (const agentId of refused) {
    const agent = agents.get(agentId);
    if (agent === undefined || !members.has(agent)) continue;
    const obstacle = demandClass.obstacle(agent);
    if (obstacle !== undefined) counts[obstacle] -= 1;
    counts.declined += 1;
  }
  const present = DROP_REASONS.filter((reason) => counts[reason] > 0);
  return Object.fromEntries(present.map((reason) => [reason, counts[reason]]));
}

/** How many could take what these refused. */
export function candidateCount(demandClass: DemandClass, refused: ReadonlySet<AgentId>, agents: AgentsById): number {
  let count = demandClass.tally().free;
  for (const agentId of refused) {
    const agent = agents.get(agentId);
    if (agent !== undefined && demandClass.crowd.members.has(agent) && demandClass.obstacle(agent) === undefined) {
      count -= 1;
    }
  }
  return count;
}

/** Why the first of these was chosen, not being its keeper. */
export function choiceOf([chosen, second]: readonly Candidate[]): Choice {
  if (chosen === undefined || second === undefined) return 'only';
  return compareWork(chosen, second) < 0 ? 'least-busy' : 'longest-idle';
}
