import type { AgentId, ConversationId } from '@onethread/contracts';
import { compareLoad, waitingBefore, WeightClass } from './classes.ts';
import type { AgentNode, RefusalGroup, WaitingNode } from './classes.ts';
import type { AgentState, Choice, Decision, WaitingConversation, WaitingReasons } from './terms.ts';

/**
 * Who gets which conversation: state in, decisions out; the same calls give the same decisions. Oldest waiting first
 * among those that somebody can take; its keeper if free, else the least busy, longest idle agent that has not refused
 * it. A decision costs O(log agents + log waiting) for each weight in use (a handful): nothing is sorted or scanned.
 */
export class AssignmentPolicy {
  readonly #agents = new Map<AgentId, AgentNode>();
  readonly #waiting = new Map<ConversationId, WaitingNode>();
  readonly #classes = new Map<number, WeightClass>();
  readonly #count = { available: 0, busy: 0, away: 0, offline: 0 };

  get waitingCount(): number {
    return this.#waiting.size;
  }

  agent(agentId: AgentId): AgentState | undefined {
    return this.#agents.get(agentId)?.state;
  }

  waiting(conversationId: ConversationId): WaitingConversation | undefined {
    return this.#waiting.get(conversationId)?.conversation;
  }

  /** Adds an agent or replaces what is known of it. */
  setAgent(state: AgentState): void {
    let node = this.#agents.get(state.agentId);
    if (node === undefined) {
      node = { state };
      this.#agents.set(state.agentId, node);
    } else {
      this.#count[node.state.availability] -= 1;
      node.state = state;
    }
    this.#count[state.availability] += 1;
    for (const weightClass of this.#classes.values()) weightClass.place(node);
  }

  /** Adds a waiting conversation or replaces what is known of it. Throws RangeError for a weight that is not above 0. */
  setWaiting(conversation: WaitingConversation): void {
    if (!(conversation.weight > 0)) throw new RangeError(`weight of ${conversation.conversationId} must be above 0`);
    this.removeWaiting(conversation.conversationId);
    this.#waiting.set(conversation.conversationId, this.#classOf(conversation.weight).add(conversation));
  }

  removeWaiting(conversationId: ConversationId): void {
    const node = this.#waiting.get(conversationId);
    if (node === undefined) return;
    this.#waiting.delete(conversationId);
    node.group.class.remove(node);
  }

  /** The next offer, already counted in the agent's load and out of the waiting; undefined when nobody can take any. `now` in epoch ms. */
  decide(now: number): Decision | undefined {
    let best: { group: RefusalGroup; agent: AgentNode } | undefined;
    for (const weightClass of this.#classes.values()) {
      const first = weightClass.first();
      if (first && (best === undefined || waitingBefore(first.group.oldest, best.group.oldest))) best = first;
    }
    if (best === undefined) return undefined;

    const { group } = best;
    const { conversationId, keeperId, weight } = group.oldest;
    const keeper = keeperId === undefined || group.refused.has(keeperId) ? undefined : this.#agents.get(keeperId);
    const kept = keeper !== undefined && group.class.room.has(keeper);
    const agent = kept ? keeper : best.agent;
    const candidates = group.class.room.size - refusedWithRoom(group, this.#agents);
    const choice = kept ? 'keeper' : whyFirst(group, agent, candidates);

    this.removeWaiting(conversationId);
    this.setAgent({ ...agent.state, load: agent.state.load + weight, lastAssignedAt: now });
    return { conversationId, agentId: agent.state.agentId, weight, choice, candidates };
  }

  /** Why it is not offered to anyone; all zero in a pool without agents. */
  reasons(conversation: WaitingConversation): WaitingReasons {
    const { room } = this.#classOf(conversation.weight);
    let declined = 0;
    for (const agentId of new Set(conversation.refusedBy)) {
      const agent = this.#agents.get(agentId);
      if (agent !== undefined && room.has(agent)) declined += 1;
    }
    const { available, busy, away, offline } = this.#count;
    return { offline, away, busy, full: available - room.size, declined };
  }

  #classOf(weight: number): WeightClass {
    let weightClass = this.#classes.get(weight);
    if (weightClass === undefined) {
      weightClass = new WeightClass(weight);
      for (const agent of this.#agents.values()) weightClass.place(agent);
      this.#classes.set(weight, weightClass);
    }
    return weightClass;
  }
}

function refusedWithRoom(group: RefusalGroup, agents: ReadonlyMap<AgentId, AgentNode>): number {
  let count = 0;
  for (const agentId of group.refused) {
    const agent = agents.get(agentId);
    if (agent !== undefined && group.class.room.has(agent)) count += 1;
  }
  return count;
}

function whyFirst(group: RefusalGroup, chosen: AgentNode, candidates: number): Choice {
  if (candidates === 1) return 'only';
  const second = group.class.room.firstWhere((node) => node !== chosen && !group.refused.has(node.state.agentId));
  return second !== undefined && compareLoad(chosen.state, second.state) < 0 ? 'least-busy' : 'longest-idle';
}
