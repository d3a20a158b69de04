import type { AgentId } from '@onethread/contracts';
import type { AgentNode } from './agent-node.ts';
import { isOfTeams } from './crowd.ts';
import { askingAlso, stageAt } from './queue-plan.ts';
import type { Asked, QueuePlan, Stage } from './queue-plan.ts';
import { couldEverHold } from './room.ts';
import { hasSkills } from './skills.ts';
import type { Step, WaitingConversation } from './terms.ts';

/** Where a conversation stands at one time: whom it asks, for what, and until when. */
export interface Standing {
  readonly step: Step;
  readonly asked: Asked;
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
  const index = stageAt(plan, waitingSince, now);
  const stage = plan.stages[index] as Stage;
  const { skills } = conversation;
  const asked = stage.withRule && skills.length > 0 ? askingAlso(stage.asked, skills) : stage.asked;
  const stageFrom = waitingSince + stage.fromMs;
  const stageUntil = waitingSince + (plan.stages[index + 1]?.fromMs ?? Infinity);
  const stickyUntil = waitingSince + plan.stickyMs;
  const step = stage.step;
  if (keeperId === undefined) {
    return { step, asked, keeper: undefined, from: stageFrom, until: stageUntil, relaxesAt: stageUntil };
  }
  if (now >= stickyUntil) {
    const from = Math.max(stageFrom, stickyUntil);
    return { step, asked, keeper: undefined, from, until: stageUntil, relaxesAt: stageUntil };
  }
  const until = Math.min(stageUntil, stickyUntil);
  const keeper = agents.get(keeperId);
  if (keeper === undefined || !isWaitedFor(keeper, conversation, asked)) {
    return { step, asked, keeper: undefined, from: stageFrom, until, relaxesAt: stageUntil };
  }
  return { step: 'sticky', asked, keeper, from: stageFrom, until, relaxesAt: until };
}

function isWaitedFor(keeper: AgentNode, conversation: WaitingConversation, asked: Asked): boolean {
  return (
    keeper.state.availability === 'available' &&
    !conversation.refusedBy.includes(keeper.state.agentId) &&
    isOfTeams(keeper, asked.teams) &&
    hasSkills(keeper.levels, asked.skills) &&
    couldEverHold(keeper.state, conversation)
  );
}
