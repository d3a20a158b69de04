import { agentOrder } from './agent-order.ts';
import type { DemandClass } from './demand-class.ts';
import { AssignmentHeap } from './heap.ts';
import type { TeamLimit } from './team-limit.ts';
import type { AgentState } from './terms.ts';

/**
 * Agents of one class who are in the same limited teams, each with room of its own: full teams close them together,
 * without a look at each. Most pools have one squad, or one for each limited team.
 */
export class Squad {
  readonly class: DemandClass;
  readonly limits: readonly TeamLimit[];
  readonly room: AssignmentHeap<AgentState>;

  constructor(demandClass: DemandClass, limits: readonly TeamLimit[]) {
    this.class = demandClass;
    this.limits = limits;
    this.room = new AssignmentHeap(agentOrder(demandClass.demand.interruptible));
  }

  get open(): boolean {
    for (const limit of this.limits) if (!limit.hasRoom(this.class.demand.weight)) return false;
    return true;
  }
}
