import type { AgentId, ConversationId } from '@onethread/contracts';
import type { AssignmentPolicy } from '../../../domain/assignment/policy.ts';
import type { AgentDocument, Hold, PresenceDocument } from '../../../stores/documents.ts';
import { agentStateOf } from '../agent-state-of.ts';
import { replicaOf } from '../agent-streams.ts';

export interface KnownAgent {
  document: AgentDocument;
  presence: PresenceDocument | undefined;
  /** Decided, but not yet among the document's holds. */
  readonly pending: Map<ConversationId, Hold>;
  lastAssignedAt: number;
  /** When others were last told what it holds, epoch ms. */
  toldAt: number;
  /** What its teams are said to hold because of it. */
  share: TeamShare;
}

interface TeamShare {
  readonly teams: readonly string[];
  readonly weight: number;
}

const NOTHING: TeamShare = { teams: [], weight: 0 };

export interface KnownAgentsOptions {
  readonly pool: string;
  readonly policy: Pick<AssignmentPolicy, 'agent' | 'setAgent' | 'removeAgent'>;
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
  readonly #teamLoads = new Map<string, number>();

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

  /** One that went to another pool is forgotten. */
  note(document: AgentDocument): void {
    const agent = this.#agents.get(document._id);
    if (agent !== undefined && agent.document.rev > document.rev) return;
    if (document.pool !== this.#options.pool) {
      this.#forget(document._id);
      return;
    }
    for (const { conversationId } of agent?.document.holds ?? []) this.#removeHolder(conversationId, document._id);
    for (const { conversationId } of document.holds) this.#addHolder(conversationId, document._id);
    if (agent === undefined) {
      const { lastAssignedAt } = document;
      const unknown = { presence: undefined, pending: new Map<ConversationId, Hold>(), toldAt: 0, share: NOTHING };
      this.#agents.set(document._id, { document, lastAssignedAt, ...unknown });
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

  /** Counted as held from now on, before it is written. `at`: when it was decided, epoch ms. */
  addPending(agentId: AgentId, hold: Hold, at: number): void {
    const agent = this.#agents.get(agentId);
    if (agent === undefined) return;
    agent.pending.set(hold.conversationId, hold);
    agent.lastAssignedAt = Math.max(agent.lastAssignedAt, at);
    this.refresh(agentId);
  }

  removePending(agentId: AgentId, conversationId: ConversationId): void {
    this.#agents.get(agentId)?.pending.delete(conversationId);
    this.refresh(agentId);
  }

  /** Whether the agent's teams may hold this too, whoever of them holds it by now. `limits` by team: most weight of all members together. */
  fitsTeams(agentId: AgentId, hold: Hold, limits: ReadonlyMap<string, number>): boolean {
    const holders = new Set([...this.holdersOf(hold.conversationId), agentId]);
    return (this.#agents.get(agentId)?.share.teams ?? []).every((team) => {
      const most = limits.get(team);
      if (most === undefined) return true;
      let held = this.#teamLoads.get(team) ?? 0;
      for (const holder of holders) held -= this.#weightHeld(holder, hold.conversationId, team);
      return held + hold.weight <= most;
    });
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
    const held = document.holds.filter(({ conversationId }) => !pending.has(conversationId));
    const state = agentStateOf(
      { ...document, lastAssignedAt, holds: [...held, ...pending.values()] },
      { presence, isReplicaAlive: (id) => this.isReplicaAlive(id), now: this.#options.now() },
    );
    this.#setShare(agent, { teams: state.teams, weight: state.load + state.interruptibleLoad });
    this.#options.policy.setAgent(state);
  }

  #forget(agentId: AgentId): void {
    const agent = this.#agents.get(agentId);
    if (agent === undefined) return;
    for (const { conversationId } of agent.document.holds) this.#removeHolder(conversationId, agentId);
    this.#setShare(agent, NOTHING);
    this.#agents.delete(agentId);
    this.#options.policy.removeAgent(agentId);
  }

  #setShare(agent: KnownAgent, share: TeamShare): void {
    for (const [change, { teams, weight }] of [[-1, agent.share] as const, [1, share] as const]) {
      for (const team of new Set(teams)) this.#teamLoads.set(team, (this.#teamLoads.get(team) ?? 0) + change * weight);
    }
    agent.share = share;
  }

  #weightHeld(agentId: AgentId, conversationId: ConversationId, team: string): number {
    const agent = this.#agents.get(agentId);
    if (agent === undefined || !agent.share.teams.includes(team)) return 0;
    const held = agent.document.holds.find((hold) => hold.conversationId === conversationId);
    return (agent.pending.get(conversationId) ?? held)?.weight ?? 0;
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
