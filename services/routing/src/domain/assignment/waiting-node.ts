import type { QueuePlan } from './queue-plan.ts';
import type { Ranked } from './rank.ts';
import type { RefusalGroup } from './refusal-group.ts';
import type { Step, WaitingConversation } from './terms.ts';

/** A waiting conversation, and where it stands by now. */
export interface WaitingNode extends Ranked {
  readonly conversation: WaitingConversation;
  readonly plan: QueuePlan;
  readonly rank: number;
  readonly refusalKey: string;
  group: RefusalGroup | undefined;
  step: Step;
  /** The step holds from the one to before the other, epoch ms. */
  from: number;
  until: number;
}
