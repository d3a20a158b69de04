import type { AgentId, ConversationId } from '@onethread/contracts';
import { agentNode } from './agent-node.ts';
import type { AgentNode } from './agent-node.ts';
import { Crowds } from './crowds.ts';
import { candidateCount, choiceOf, dropCounts, firstCandidates } from './decision-inputs.ts';
import type { DemandClass } from './demand-class.ts';
import { AssignmentHeap } from './heap.ts';
import { Keepers } from './keepers.ts';
import { queuePlans, unknownQueuePlan } from './queue-plan.ts';
import type { QueuePlan } from './queue-plan.ts';
import { rankedBefore } from './rank.ts';
import type { RefusalGroup } from './refusal-group.ts';
import { heldByAll, withHeld } from './room.ts';
import { sameAbilities } from './same-abilities.ts';
import { standingAt } from './standing.ts';
import { teamLimits } from './team-limit.ts';
import type { TeamLimit } from './team-limit.ts';
import { MOST_COUNTED_AHEAD } from './terms.ts';
import type {
  AgentState,
  Decision,
  DecisionInputs,
  DropReason,
  PolicySettings,
  WaitingConversation,
  WaitingReasons,
} from './terms.ts';
import { assertAgent, assertWaiting } from './told-numbers.ts';
import { WaitingNode } from './waiting-node.ts';
import { reasonsAgainst } from './why-not.ts';

/**
 * Who gets which conversation of one pool: state and time in, decisions out. The first in order of waiting (`rankOf`)
 * that somebody can take; its keeper if free, else the least busy, longest idle agent who may take it by now.
 *
 * What is decided next depends on settings, agents, waiting conversations and the time alone, not on how they came to
 * be so: the same calls give the same decisions, and so does a policy filled anew. A decision costs microseconds however
 * many wait: conversations that ask the same agents for the same room share one class, and nothing is sorted or scanned.
 */
export class AssignmentPolicy {
  #settings: PolicySettings;
  #plans: ReadonlyMap<string, QueuePlan>;
  #limits: ReadonlyMap<string, TeamLimit>;
  #now = 0;
  readonly #agents = new Map<AgentId, AgentNode>();
  readonly #waiting = new Map<ConversationId, WaitingNode>();
  #keepers = new Keepers();
  #crowds: Crowds;
  /** Classes in which something waits that somebody may take, by what waits first. */
  #ready: AssignmentHeap<DemandClass>;
  /** What will stand differently at a known time, soonest first. */
  #changing: AssignmentHeap<WaitingNode>;
  readonly #inputs = new WeakMap<Decision, DecisionInputs>();

  constructor(settings: PolicySettings) {
    this.#settings = settings;
    this.#plans = queuePlans(settings);
    this.#limits = teamLimits(settings);
    this.#crowds = new Crowds(this.#agents, (demandClass) => this.#refresh(demandClass));
    this.#ready = new AssignmentHeap(classBefore);
    this.#changing = new AssignmentHeap(changesBefore);
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  agent(agentId: AgentId): AgentState | undefined {
    return this.#agents.get(agentId)?.state;
  }

  waiting(conversationId: ConversationId): WaitingConversation | undefined {
    return this.#waiting.get(conversationId)?.conversation;
  }

  /** Applies other settings to all agents and all that waits, as if they had always been so. Costs as much as filling a new policy. */
  setSettings(settings: PolicySettings, now: number): void {
    const agents = [...this.#agents.values()].map((agent) => agent.state);
    const waiting = [...this.#waiting.values()].map((node) => node.conversation);
    this.#agents.clear();
    this.#waiting.clear();
    this.#keepers = new Keepers();
    this.#settings = settings;
    this.#plans = queuePlans(settings);
    this.#limits = teamLimits(settings);
    this.#crowds = new Crowds(this.#agents, (demandClass) => this.#refresh(demandClass));
    this.#ready = new AssignmentHeap(classBefore);
    this.#changing = new AssignmentHeap(changesBefore);
    this.#now = now;
    for (const state of agents) this.setAgent(state);
    for (const conversation of waiting) this.setWaiting(conversation, now);
  }

  /** Adds an agent or replaces what is known of it. Throws RangeError for numbers that are none. */
  setAgent(state: AgentState): void {
    assertAgent(state);
    const agent = this.#agents.get(state.agentId);
    if (agent === undefined || !sameAbilities(agent.state, state)) this.#replaceAgent(state.agentId, state);
    else this.#changeAgent(agent, state);
  }

  removeAgent(agentId: AgentId): void {
    this.#replaceAgent(agentId, undefined);
  }

  /** Adds a waiting conversation or replaces what is known of it. Throws RangeError for a weight that is not above 0, and for numbers that are none. */
  setWaiting(conversation: WaitingConversation, now: number): void {
    assertWaiting(conversation);
    const { conversationId, queueId } = conversation;
    this.#advance(now);
    this.removeWaiting(conversationId);
    const node = new WaitingNode(conversation, this.#planOf(queueId), this.#settings.ageUnitSeconds);
    this.#waiting.set(conversationId, node);
    this.#place(node);
  }

  removeWaiting(conversationId: ConversationId): void {
    const node = this.#waiting.get(conversationId);
    if (node === undefined) return;
    this.#waiting.delete(conversationId);
    this.#changing.remove(node.changing);
    this.#keepers.remove(node);
    this.#takeOut(node);
  }

  /** The next decision, already counted in the agent's load and out of the waiting; undefined when nobody can take any. `now` in epoch ms. */
  decide(now: number): Decision | undefined {
    this.#advance(now);
    for (let next = this.#ready.peek(); next !== undefined; next = this.#ready.peek()) {
      const group = next.first as RefusalGroup;
      const best = next.best(group.refused);
      if (best !== undefined) return this.#give(next, group, best);
      next.block(group);
    }
    return undefined;
  }

  /** What a decision of this policy was made from: as it was just before. Throws RangeError for a decision of another. */
  inputsOf(decision: Decision): DecisionInputs {
    const inputs = this.#inputs.get(decision);
    if (inputs === undefined) throw new RangeError(`no decision of this policy: ${decision.conversationId}`);
    return inputs;
  }

  /** When a step of relaxing, or the end of waiting for a keeper, may let `decide` give more, epoch ms. */
  nextChangeAt(): number | undefined {
    return this.#changing.peek()?.until;
  }

  /** Why it has not been decided; undefined if it does not wait. */
  reasons(conversationId: ConversationId, now: number): WaitingReasons | undefined {
    this.#advance(now);
    const node = this.#waiting.get(conversationId);
    if (node?.group === undefined) return undefined;
    const at = (time: number) => standingAt(node.conversation, node.plan, this.#agents, time);
    const { step, asked, relaxesAt } = at(now);
    const dropped = dropCounts(node.group.class, node.group.refused, this.#agents);
    const reasons = { step, skills: asked.skills, dropped, ahead: this.#countAhead(node, node.group.class) };
    if (relaxesAt === Infinity) return reasons;
    const later = at(relaxesAt);
    return { ...reasons, relaxesAt, relaxesTo: { step: later.step, skills: later.asked.skills } };
  }

  /** Every reason why this agent could not take it now, waiting or not; none: it could. */
  whyNot(conversation: WaitingConversation, agentId: AgentId, now: number): readonly DropReason[] {
    const agent = this.#agents.get(agentId);
    if (agent === undefined) return ['not-member'];
    return reasonsAgainst(agent, conversation, this.#planOf(conversation.queueId), this.#agents, now);
  }

  #give(demandClass: DemandClass, group: RefusalGroup, best: AgentState): Decision {
    const { conversation, plan, step } = group.first;
    const { conversationId, keeperId, queueId, weight, waitingSince } = conversation;
    const now = this.#now;
    const keeper = keeperId === undefined || group.refused.has(keeperId) ? undefined : this.#agents.get(keeperId);
    const kept = keeper !== undefined && demandClass.isFree(keeper);
    const agent = kept ? keeper : (this.#agents.get(best.agentId) as AgentNode);
    const candidates = firstCandidates(demandClass, group.refused, agent.state);
    const count = candidateCount(demandClass, group.refused, this.#agents);
    const decision: Decision = {
      conversationId,
      agentId: agent.state.agentId,
      queueId,
      weight,
      choice: kept ? 'sticky' : choiceOf(candidates),
      step,
      candidateCount: count,
      settingsVersion: this.#settings.version,
      waitedMs: Math.max(0, now - waitingSince),
      autoAccept: plan.autoAccept,
    };
    this.#inputs.set(decision, { candidates, dropped: dropCounts(demandClass, group.refused, this.#agents) });
    this.removeWaiting(conversationId);
    this.#changeAgent(agent, withHeld(agent.state, conversation, now));
    return decision;
  }

  /** Lets time pass, or go back: what stands differently by then is placed anew. */
  #advance(now: number): void {
    if (now < this.#now) {
      this.#now = now;
      for (const node of this.#waiting.values()) if (node.from > now) this.#place(node);
      return;
    }
    this.#now = now;
    for (let node = this.#changing.peek(); node !== undefined && node.until <= now; node = this.#changing.peek()) {
      this.#place(node);
    }
  }

  /** Puts a conversation where it belongs at this time. */
  #place(node: WaitingNode): void {
    const { conversation, plan } = node;
    const standing = standingAt(conversation, plan, this.#agents, this.#now);
    node.step = standing.step;
    node.from = standing.from;
    node.until = standing.until;
    if (node.until === Infinity) this.#changing.remove(node.changing);
    else this.#changing.put(node.changing);

    const { keeperId, waitingSince } = conversation;
    if (keeperId !== undefined && this.#now < waitingSince + plan.stickyMs) this.#keepers.add(node);
    else this.#keepers.remove(node);

    const target = this.#crowds.classOf(standing, conversation);
    if (node.group?.class === target) return;
    this.#takeOut(node);
    target.add(node, conversation.refusedBy);
  }

  #takeOut(node: WaitingNode): void {
    const demandClass = node.group?.class;
    if (demandClass === undefined) return;
    demandClass.remove(node);
    if (demandClass.empty) this.#crowds.release(demandClass);
  }

  /** Load or availability changed, abilities did not. */
  #changeAgent(agent: AgentNode, state: AgentState): void {
    const before = agent.state;
    agent.state = state;
    for (const limit of agent.limits) limit.change(heldByAll(state) - heldByAll(before));
    this.#crowds.changed(agent, before.availability);
    if (before.availability === state.availability) return;
    for (const node of this.#keepers.of(state.agentId)) this.#place(node);
  }

  /** Another agent in place of the one known, if any; undefined: none. */
  #replaceAgent(agentId: AgentId, state: AgentState | undefined): void {
    const kept = this.#keepers.of(agentId);
    for (const node of kept) this.#takeOut(node);
    const before = this.#agents.get(agentId);
    if (before !== undefined) {
      this.#agents.delete(agentId);
      this.#crowds.remove(before);
      for (const limit of before.limits) limit.change(-heldByAll(before.state));
    }
    if (state !== undefined) {
      const agent = agentNode(state, this.#limits);
      this.#agents.set(agentId, agent);
      for (const limit of agent.limits) limit.change(heldByAll(state));
      this.#crowds.add(agent);
    }
    for (const node of kept) this.#place(node);
  }

  #refresh(demandClass: DemandClass): void {
    if (demandClass.first === undefined || !demandClass.hasRoom) this.#ready.remove(demandClass.ready);
    else this.#ready.put(demandClass.ready);
  }

  #planOf(queueId: string): QueuePlan {
    return this.#plans.get(queueId) ?? unknownQueuePlan(queueId);
  }

  #countAhead(node: WaitingNode, demandClass: DemandClass): number {
    let ahead = 0;
    for (const other of this.#crowds.classes()) {
      if (ahead >= MOST_COUNTED_AHEAD) break;
      if (other.empty || !this.#crowds.overlap(demandClass.crowd, other.crowd)) continue;
      ahead += other.countBefore(node, MOST_COUNTED_AHEAD - ahead);
    }
    return ahead;
  }
}

function classBefore(a: DemandClass, b: DemandClass): boolean {
  return rankedBefore((a.first as RefusalGroup).first, (b.first as RefusalGroup).first);
}

function changesBefore(a: WaitingNode, b: WaitingNode): boolean {
  return a.until === b.until ? a.conversation.conversationId < b.conversation.conversationId : a.until < b.until;
}
