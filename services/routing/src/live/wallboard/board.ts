import type { AgentId, ConversationId } from '@onethread/contracts';
import { RowChanges } from './row-changes.ts';
import { QueueTally } from './queue-tally.ts';
import { targetsAtRisk } from './targets-at-risk.ts';
import type {
  AgentRow,
  BoardAgent,
  BoardChanges,
  BoardConversation,
  BoardQueue,
  QueueRow,
  TargetRow,
} from './board-terms.ts';

/**
 * Figures of all queues and agents, counted on with every change. What it is told may come in any order; that it is never
 * older than what was told before is the teller's matter.
 */
export class Board {
  readonly #conversations = new Map<ConversationId, BoardConversation>();
  readonly #agents = new Map<AgentId, BoardAgent>();
  /** In work, by agent; also of agents that are not known. */
  readonly #has = new Map<AgentId, number>();
  readonly #tallies = new Map<string, QueueTally>();
  readonly #changes = new RowChanges();
  #queues = new Map<string, BoardQueue>();
  /** Those of which some clock runs. */
  readonly #timed = new Map<ConversationId, BoardConversation>();
  #targetsChanged = false;
  #targetsChangeAt: number | undefined;

  get size(): number {
    return this.#conversations.size;
  }

  conversation(conversationId: ConversationId): BoardConversation | undefined {
    return this.#conversations.get(conversationId);
  }

  conversationIds(): Iterable<ConversationId> {
    return this.#conversations.keys();
  }

  agent(agentId: AgentId): BoardAgent | undefined {
    return this.#agents.get(agentId);
  }

  agentIds(): Iterable<AgentId> {
    return this.#agents.keys();
  }

  /** Queues of the settings, and those that some conversation still stands in. */
  queueIds(): Iterable<string> {
    return new Set([...this.#queues.keys(), ...this.#tallies.keys()]);
  }

  setConversation(conversation: BoardConversation): void {
    const { conversationId, queueId } = conversation;
    this.#leave(conversationId);
    this.#conversations.set(conversationId, conversation);
    const tally = this.#tallies.get(queueId) ?? new QueueTally();
    this.#tallies.set(queueId, tally.add(conversation));
    this.#changes.queue(queueId);
    this.#count(conversation, 1);
    if (!conversation.clocks.some(({ dueAt }) => dueAt !== undefined)) return;
    this.#timed.set(conversationId, conversation);
    this.#targetsChanged = true;
  }

  removeConversation(conversationId: ConversationId): void {
    this.#leave(conversationId);
    this.#conversations.delete(conversationId);
  }

  setAgent(agent: BoardAgent): void {
    this.#agents.set(agent.agentId, agent);
    this.#changes.agent(agent.agentId);
  }

  removeAgent(agentId: AgentId): void {
    if (this.#agents.delete(agentId)) this.#changes.agent(agentId);
  }

  setQueues(queues: readonly BoardQueue[]): void {
    for (const queueId of this.#queues.keys()) this.#changes.queue(queueId);
    this.#queues = new Map(queues.map((queue) => [queue.queueId, queue]));
    for (const queueId of this.#queues.keys()) this.#changes.queue(queueId);
  }

  /** Who serves a queue; empty too where it is not in the settings. */
  teamsOf(queueId: string): readonly string[] {
    return this.#queues.get(queueId)?.teams ?? [];
  }

  /** Undefined: no such queue, and nothing stands in it. */
  queueRow(queueId: string): QueueRow | undefined {
    const tally = this.#tallies.get(queueId);
    const named = this.#queues.get(queueId);
    if (named === undefined && tally === undefined) return undefined;
    const queue = named ?? { queueId, name: queueId, teams: [] };
    return { ...queue, ...(tally ?? new QueueTally()).figures() };
  }

  /** Undefined: no such agent, or disabled. */
  agentRow(agentId: AgentId): AgentRow | undefined {
    const agent = this.#agents.get(agentId);
    return agent && { ...agent, conversations: this.#has.get(agentId) ?? 0 };
  }

  /** Targets at risk at `now` (epoch ms) of the conversations that are asked for. */
  atRisk(now: number, isSeen: (conversation: BoardConversation) => boolean): readonly TargetRow[] {
    return targetsAtRisk(this.#timed.values(), now, isSeen).rows;
  }

  /** When the next target comes to be at risk, epoch ms, as of when changes were taken last. */
  get targetsChangeAt(): number | undefined {
    return this.#targetsChangeAt;
  }

  /** Somebody was shown all as it is now: what has changed since changes were taken last is named when they are taken next, whatever it is by then. */
  noteShown(): void {
    this.#changes.noteShown();
    this.#targetsChanged = true;
  }

  /** Something else is to be said of targets, though none of them is another. */
  noteTargets(): void {
    this.#targetsChanged = true;
  }

  /** What is another than when this was asked last; undefined: nothing. `now` in epoch ms. */
  takeChanges(now: number): BoardChanges | undefined {
    const queues = this.#changes.takeQueues((queueId) => this.queueRow(queueId));
    const agents = this.#changes.takeAgents((agentId) => this.agentRow(agentId));
    const targets = this.#targetsChanged || (this.#targetsChangeAt ?? Infinity) <= now;
    if (targets) this.#targetsChangeAt = targetsAtRisk(this.#timed.values(), now, () => false).nextAt;
    this.#targetsChanged = false;
    return queues.length > 0 || agents.length > 0 || targets ? { queues, agents, targets } : undefined;
  }

  #leave(conversationId: ConversationId): void {
    const before = this.#conversations.get(conversationId);
    if (before === undefined) return;
    const { queueId } = before;
    const tally = this.#tallies.get(queueId);
    tally?.remove(before);
    if (tally?.size === 0) this.#tallies.delete(queueId);
    this.#changes.queue(queueId);
    this.#count(before, -1);
    if (this.#timed.delete(conversationId)) this.#targetsChanged = true;
  }

  #count({ place, heldBy: agentId }: BoardConversation, by: 1 | -1): void {
    if (place !== 'in-work' || agentId === undefined) return;
    const count = (this.#has.get(agentId) ?? 0) + by;
    if (count === 0) this.#has.delete(agentId);
    else this.#has.set(agentId, count);
    this.#changes.agent(agentId);
  }
}
