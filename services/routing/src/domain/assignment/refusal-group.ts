import type { AgentId } from '@onethread/contracts';
import type { DemandClass } from './demand-class.ts';
import { AssignmentHeap, HeapPlace } from './heap.ts';
import { rankedBefore } from './rank.ts';
import type { WaitingNode } from './waiting-node.ts';

/**
 * Waiting conversations of one class that the same agents have refused: whoever may take one may take each of them, so
 * whether anyone can is asked once for all, however many wait.
 */
export class RefusalGroup {
  readonly key: string;
  readonly refused: ReadonlySet<AgentId>;
  readonly class: DemandClass;
  /** Among the groups of its class that may have a taker; not taken: set aside until somebody new has room. */
  readonly ready = new HeapPlace<RefusalGroup>(this);
  readonly waiting = new AssignmentHeap<WaitingNode>(rankedBefore);

  constructor(key: string, refused: ReadonlySet<AgentId>, demandClass: DemandClass) {
    this.key = key;
    this.refused = refused;
    this.class = demandClass;
  }

  get first(): WaitingNode {
    return this.waiting.peek() as WaitingNode;
  }
}
