import type { AgentId } from '@onethread/contracts';
import type { AgentNode } from './agent-node.ts';
import { isOfTeams } from './crowd.ts';
import type { QueuePlan } from './queue-plan.ts';
import { hasRoom, hasRoomOnChannel } from './room.ts';
import { hasSkills } from './skills.ts';
import { standingAt } from './standing.ts';
import { DROP_REASONS } from './terms.ts';
import type { DropReason, WaitingConversation } from './terms.ts';

/** Every reason why this agent cannot take the conversation now; none: it could. */
export function reasonsAgainst(
  agent: AgentNode,
  conversation: WaitingConversation,
  plan: QueuePlan,
  agents: ReadonlyMap<AgentId, AgentNode>,
  now: number,
): readonly DropReason[] {
  const { asked, keeper } = standingAt(conversation, plan, agents, now);
  const { state } = agent;
  const { availability } = state;
  const holds: Record<DropReason, boolean> = {
    'waits-for-keeper': keeper !== undefined && keeper !== agent,
    'not-member': !isOfTeams(agent, asked.teams),
    skill: !hasSkills(agent.levels, asked.skills),
    declined: conversation.refusedBy.includes(state.agentId),
    offline: availability === 'offline',
    away: availability === 'away',
    busy: availability === 'busy',
    'channel-full': !hasRoomOnChannel(state, conversation),
    full: !hasRoom(state, conversation),
    'team-full': agent.limits.some((limit) => !limit.hasRoom(conversation.weight)),
  };
  return DROP_REASONS.filter((reason) => holds[reason]);
}
