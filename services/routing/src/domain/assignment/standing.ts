import type { AgentId, SkillNeed } from '@onethread/contracts';
import type { AgentNode } from './agent-node.ts';
import { isOfTeams } from './crowd.ts';
import { stageAt } from './queue-plan.ts';
import type { QueuePlan, Stage } from './queue-plan.ts';
import { couldEverHold } from './room.ts';
import { hasSkills, joinedSkills } from './skills.ts';
import type { Step, WaitingConversation } from './terms.ts';

/** Where a conversation stands at one time: whom it asks, for what, and until when. */
export interface Standing {
  readonly step: Step;
  readonly stage: Stage;
  readonly skills: readonly SkillNeed[];
  /** Who alone is asked for now. */
  readonly keeper: AgentNode | undefined;
  /** The conversation stands so from the one to before the other, epoch ms, as long as the keeper stays as it is. */
  readonly from: number;
  readonly until: number;
  /** When others may be asked; Infinity: never. */
  readonly relaxesAt: number;
}

/**
 * For the first `stickySeconds` of waiting a conversation is its keeper's alone, if the keeper is available, has not
 * refused it, is among those who may take it by then, and could hold it at all. Time is counted from `waitingSince`: what
 * comes back with an old age waits for nobody, but its keeper, if free, is still preferred to all others. That makes the
 * standing a function of state and time alone, whatever happened before.
 */
export function standingAt(
  conversation: WaitingConversation,
  plan: QueuePlan,
  agents: ReadonlyMap<AgentId, AgentNode>,
  now: number,
): Standing {
  const { waitingSince, keeperId } = conversation;
  const index = stageAt(plan, now - waitingSince);
  const stage = plan.stages[index] as Stage;
  const skills = stage.skills ?? ownSkills(plan, conversation);
  const stageFrom = waitingSince + stage.fromMs;
  const stageUntil = waitingSince + (plan.stages[index + 1]?.fromMs ?? Infinity);
  const stickyUntil = waitingSince + plan.stickyMs;
  const step = stage.step;
  if (keeperId === undefined) {
    return { step, stage, skills, keeper: undefined, from: stageFrom, until: stageUntil, relaxesAt: stageUntil };
  }
  if (now >= stickyUntil) {
    const from = Math.max(stageFrom, stickyUntil);
    return { step, stage, skills, keeper: undefined, from, until: stageUntil, relaxesAt: stageUntil };
  }
  const until = Math.min(stageUntil, stickyUntil);
  const keeper = agents.get(keeperId);
  if (keeper === undefined || !isWaitedFor(keeper, conversation, stage, skills)) {
    return { step, stage, skills, keeper: undefined, from: stageFrom, until, relaxesAt: stageUntil };
  }
  return { step: 'sticky', stage, skills, keeper, from: stageFrom, until, relaxesAt: until };
}

function isWaitedFor(
  keeper: AgentNode,
  conversation: WaitingConversation,
  stage: Stage,
  skills: readonly SkillNeed[],
): boolean {
  return (
    keeper.state.availability === 'available' &&
    !conversation.refusedBy.includes(keeper.state.agentId) &&
    isOfTeams(keeper, stage.teams) &&
    hasSkills(keeper.levels, skills) &&
    couldEverHold(keeper.state, conversation)
  );
}

function ownSkills(plan: QueuePlan, { skills }: WaitingConversation): readonly SkillNeed[] {
  return skills.length === 0 ? plan.skills : joinedSkills(plan.skills, skills);
}
