import { HeapPlace } from './heap.ts';
import { rankOf } from './rank.ts';
import type { Ranked } from './rank.ts';
import type { QueuePlan } from './queue-plan.ts';
import type { RefusalGroup } from './refusal-group.ts';
import type { Step, WaitingConversation } from './terms.ts';

/** A waiting conversation, and where it stands by now. */
export class WaitingNode implements Ranked {
  readonly conversation: WaitingConversation;
  readonly plan: QueuePlan;
  readonly rank: number;
  /** Equal for those that the same agents refused. */
  readonly refusalKey: string;
  /** Among all whose step will change. */
  readonly changing = new HeapPlace<WaitingNode>(this);
  /** Among those of its group. */
  readonly inGroup = new HeapPlace<WaitingNode>(this);
  group: RefusalGroup | undefined;
  step: Step = 'own';
  /** The step holds from the one to before the other, epoch ms. */
  from = -Infinity;
  until = Infinity;

  constructor(conversation: WaitingConversation, plan: QueuePlan, ageUnitSeconds: number) {
    this.conversation = conversation;
    this.plan = plan;
    this.rank = rankOf(conversation, ageUnitSeconds);
    const { refusedBy } = conversation;
    this.refusalKey = refusedBy.length === 0 ? '' : [...new Set(refusedBy)].toSorted().join('\n');
  }
}
