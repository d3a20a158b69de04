import type { AgentId, ConversationId } from '@onethread/contracts';
import type { AssignmentPolicy } from '../../../domain/assignment/policy.ts';
import { availabilityOf } from '../../../domain/assignment/presence.ts';
import type { AgentDocument, PresenceDocument } from '../../../stores/documents.ts';
import { replicaOf } from '../agent-streams.ts';

export interface KnownAgent {
  document: AgentDocument;
  presence: PresenceDocument | undefined;
  /** Decided, but not yet among the document's holds. */
  readonly pending: Map<ConversationId, number>;
  lastAssignedAt: number;
  /** When others were last told what it holds, epoch ms. */
  toldAt: number;
}

export interface KnownAgentsOptions {
  readonly policy: AssignmentPolicy;
  readonly now: () => number;
  readonly isReplicaAlive: (replicaId: string) => boolean;
  /** Losses before this instant count from it: after a restart everybody gets the time to come back. */
  readonly startedAt: number;
  readonly graceMs: number;
}

/** What the owner knows of its agents, and keeps the policy told. Older documents than the known one are ignored. */
export class KnownAgents {
  readonly #options: KnownAgentsOptions;
  readonly #agents = new Map<AgentId, KnownAgent>();
  readonly #holders = new Map<ConversationId, Set<AgentId>>();

  constructor(options: KnownAgentsOptions) {
    this.#options = options;
  }

  get(agentId: AgentId): KnownAgent | undefined {
    return this.#agents.get(agentId);
  }

  ids(): readonly AgentId[] {
    return [...this.#agents.keys()];
  }

  /** Agents whose documents hold this conversation. */
  holdersOf(conversationId: ConversationId): readonly AgentId[] {
    return [...(this.#holders.get(conversationId) ?? [])];
  }

  conversationsOf(agentId: AgentId): readonly ConversationId[] {
    return this.#agents.get(agentId)?.document.holds.map((hold) => hold.conversationId) ?? [];
  }

  note(document: AgentDocument): void {
    const agent = this.#agents.get(document._id);
    if (agent !== undefined && agent.document.rev > document.rev) return;
    for (const { conversationId } of agent?.document.holds ?? []) this.#removeHolder(conversationId, document._id);
    for (const { conversationId } of document.holds) this.#addHolder(conversationId, document._id);
    if (agent === undefined) {
      const { lastAssignedAt } = document;
      this.#agents.set(document._id, { document, presence: undefined, pending: new Map(), lastAssignedAt, toldAt: 0 });
    } else {
      agent.document = document;
      agent.lastAssignedAt = Math.max(agent.lastAssignedAt, document.lastAssignedAt);
    }
    this.refresh(document._id);
  }

  notePresence(presence: PresenceDocument): void {
    const agent = this.#agents.get(presence._id);
    if (agent === undefined || (agent.presence?.rev ?? 0) > presence.rev) return;
    agent.presence = presence;
    this.refresh(presence._id);
  }

  addPending(agentId: AgentId, conversationId: ConversationId, weight: number): void {
    const agent = this.#agents.get(agentId);
    if (agent === undefined) return;
    agent.pending.set(conversationId, weight);
    agent.lastAssignedAt = Math.max(agent.lastAssignedAt, this.#options.now());
  }

  removePending(agentId: AgentId, conversationId: ConversationId): void {
    this.#agents.get(agentId)?.pending.delete(conversationId);
    this.refresh(agentId);
  }

  isReplicaAlive(replicaId: string): boolean {
    return this.#options.isReplicaAlive(replicaId);
  }

  /** At least one stream, on a replica that is alive. */
  isConnected(agentId: AgentId): boolean {
    const streams = this.#agents.get(agentId)?.presence?.streams ?? [];
    return streams.some((stream) => this.isReplicaAlive(replicaOf(stream)));
  }

  /** Whether open offers may stand: an agent whose stream broke may be back in a second, one that said no is not. */
  mayKeepOffers(agentId: AgentId): boolean {
    const agent = this.#agents.get(agentId);
    if (agent === undefined || agent.document.disabled) return false;
    return agent.presence?.presence === 'available' || agent.presence?.presence === 'busy';
  }

  isAvailable(agentId: AgentId): boolean {
    return this.#options.policy.agent(agentId)?.availability === 'available';
  }

  /** Epoch ms until which an agent without a stream keeps its live conversations; undefined while it has one. */
  graceEndsAt(agentId: AgentId): number | undefined {
    if (this.isConnected(agentId)) return undefined;
    const lostAt = this.#agents.get(agentId)?.presence?.lostAt ?? 0;
    return Math.max(lostAt, this.#options.startedAt) + this.#options.graceMs;
  }

  /** Tells the policy anew, after time or a replica's death changed what an agent is. */
  refresh(agentId: AgentId): void {
    const agent = this.#agents.get(agentId);
    if (agent === undefined) return;
    const { document, presence, pending, lastAssignedAt } = agent;
    let load = 0;
    for (const { conversationId, weight } of document.holds) if (!pending.has(conversationId)) load += weight;
    for (const weight of pending.values()) load += weight;
    const state = { disabled: document.disabled, connected: this.isConnected(agentId), ...unstable(presence) };
    const availability = availabilityOf(state, presence?.presence, this.#options.now());
    const { capacity } = document;
    this.#options.policy.setAgent({ agentId, availability, capacity, load, lastAssignedAt });
  }

  #addHolder(conversationId: ConversationId, agentId: AgentId): void {
    const holders = this.#holders.get(conversationId);
    if (holders === undefined) this.#holders.set(conversationId, new Set([agentId]));
    else holders.add(agentId);
  }

  #removeHolder(conversationId: ConversationId, agentId: AgentId): void {
    const holders = this.#holders.get(conversationId);
    holders?.delete(agentId);
    if (holders?.size === 0) this.#holders.delete(conversationId);
  }
}

function unstable(presence: PresenceDocument | undefined): { readonly unstableUntil?: number } {
  return presence?.unstableUntil === undefined ? {} : { unstableUntil: presence.unstableUntil };
}
