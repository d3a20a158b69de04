import type { AgentId } from '@onethread/contracts';
import { AssignmentHeap } from './heap.ts';
import type { AgentState, WaitingConversation } from './terms.ts';

/** An agent as the heaps hold it: the same object in the heap of every weight that it has room for. */
export interface AgentNode {
  state: AgentState;
}

export interface WaitingNode {
  readonly conversation: WaitingConversation;
  readonly group: RefusalGroup;
}

/** Lowest load for capacity, then longest since the last assignment, then id. */
export function agentBefore(a: AgentNode, b: AgentNode): boolean {
  const byLoad = compareLoad(a.state, b.state);
  if (byLoad !== 0) return byLoad < 0;
  if (a.state.lastAssignedAt !== b.state.lastAssignedAt) return a.state.lastAssignedAt < b.state.lastAssignedAt;
  return a.state.agentId < b.state.agentId;
}

/** Below 0 when `a` is less busy. Cross-multiplied: no rounding decides. */
export function compareLoad(a: AgentState, b: AgentState): number {
  return a.load * b.capacity - b.load * a.capacity;
}

/** Oldest first, then id. */
export function waitingBefore(a: WaitingConversation, b: WaitingConversation): boolean {
  if (a.waitingSince !== b.waitingSince) return a.waitingSince < b.waitingSince;
  return a.conversationId < b.conversationId;
}

/**
 * Waiting conversations of one weight that the same agents have refused: whoever may take one may take each of them, so
 * whether anyone can is asked once for all, however many wait.
 */
export class RefusalGroup {
  readonly key: string;
  readonly refused: ReadonlySet<AgentId>;
  readonly class: WeightClass;
  readonly waiting = new AssignmentHeap<WaitingNode>((a, b) => waitingBefore(a.conversation, b.conversation));

  constructor(key: string, refused: ReadonlySet<AgentId>, weightClass: WeightClass) {
    this.key = key;
    this.refused = refused;
    this.class = weightClass;
  }

  get oldest(): WaitingConversation {
    return (this.waiting.peek() as WaitingNode).conversation;
  }
}

/** Everything of one weight: who has room for it, and the groups that wait for such room. */
export class WeightClass {
  readonly weight: number;
  /** Available agents with at least `weight` free. */
  readonly room = new AssignmentHeap<AgentNode>(agentBefore);
  readonly groups = new Map<string, RefusalGroup>();
  /** Groups that an agent with room may still take; those found out not to be so are in `blocked`. */
  readonly #ready = new AssignmentHeap<RefusalGroup>((a, b) => waitingBefore(a.oldest, b.oldest));
  readonly #blocked = new Set<RefusalGroup>();

  constructor(weight: number) {
    this.weight = weight;
  }

  /** Puts an agent where its state belongs. An agent that comes to have room frees the groups that it has not refused. */
  place(agent: AgentNode): void {
    const { availability, capacity, load } = agent.state;
    if (availability !== 'available' || capacity - load < this.weight) {
      this.room.remove(agent);
      return;
    }
    if (this.room.has(agent)) {
      this.room.moved(agent);
      return;
    }
    this.room.add(agent);
    for (const group of this.#blocked) {
      if (group.refused.has(agent.state.agentId)) continue;
      this.#blocked.delete(group);
      this.#ready.add(group);
    }
  }

  add(conversation: WaitingConversation): WaitingNode {
    const refused = new Set(conversation.refusedBy);
    const key = [...refused].toSorted().join('\n');
    const group = this.groups.get(key) ?? new RefusalGroup(key, refused, this);
    const node = { conversation, group };
    const blocked = this.#blocked.has(group);
    group.waiting.add(node);
    this.groups.set(key, group);
    if (blocked) return node;
    if (this.#ready.has(group)) this.#ready.moved(group);
    else this.#ready.add(group);
    return node;
  }

  remove(node: WaitingNode): void {
    const { group } = node;
    if (group.waiting.size > 1) {
      group.waiting.remove(node);
      this.#ready.moved(group);
      return;
    }
    // Out of the heap while its oldest can still be compared.
    this.#ready.remove(group);
    this.#blocked.delete(group);
    this.groups.delete(group.key);
    group.waiting.remove(node);
  }

  /** The oldest group with somebody to take it, and the first of those agents. Sets aside, until somebody new has room, what nobody can take. */
  first(): { readonly group: RefusalGroup; readonly agent: AgentNode } | undefined {
    if (this.room.size === 0) return undefined;
    for (let group = this.#ready.peek(); group !== undefined; group = this.#ready.peek()) {
      const { refused } = group;
      const agent =
        refused.size === 0 ? this.room.peek() : this.room.firstWhere((node) => !refused.has(node.state.agentId));
      if (agent !== undefined) return { group, agent };
      this.#ready.remove(group);
      this.#blocked.add(group);
    }
    return undefined;
  }
}
