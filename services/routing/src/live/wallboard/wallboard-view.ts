import type { AgentId } from '@onethread/contracts';
import type { Board } from './board.ts';
import type { AgentRow, BoardChanges, BoardConversation, QueueRow, TargetRow } from './board-terms.ts';

/** What is told of a board: all of it, or what is another than before. */
export interface WallboardPart {
  readonly snapshot: boolean;
  /** Epoch ms. */
  readonly at: number;
  readonly queues: readonly QueueRow[];
  readonly removedQueues: readonly string[];
  readonly agents: readonly AgentRow[];
  readonly removedAgents: readonly AgentId[];
  /** The whole list, where it is another one. */
  readonly atRisk?: readonly NamedTargetRow[];
}

export interface NamedTargetRow extends TargetRow {
  readonly customerName: string;
}

/** What a customer is called. */
export type NameOf = (conversation: BoardConversation) => string;

/**
 * A board as those see it who asked for the same teams: queues that one of them is named for, agents of theirs, and targets
 * of either. Whoever names no team sees all.
 */
export class WallboardView {
  readonly #board: Board;
  readonly #teams: ReadonlySet<string>;
  /** Rows that whoever follows this view has by now. */
  readonly #queues = new Set<string>();
  readonly #agents = new Set<AgentId>();
  readonly #nameOf: NameOf;
  #targetsTold: string;

  constructor(board: Board, teams: readonly string[], nameOf: NameOf, now: number) {
    this.#board = board;
    this.#nameOf = nameOf;
    this.#teams = new Set(teams);
    for (const { queueId } of this.#everyQueue()) this.#queues.add(queueId);
    for (const { agentId } of this.#everyAgent()) this.#agents.add(agentId);
    this.#targetsTold = JSON.stringify(this.#targets(now));
  }

  /** Targets at risk at `now`, epoch ms: of queues and agents that are seen here. */
  targetsAt(now: number): readonly TargetRow[] {
    return this.#board.atRisk(now, (conversation) => this.#isSeenAt(conversation));
  }

  /**
   * All rows as they are now. What has changed since changes were taken last is told again when they are taken next: it may
   * have changed back by then, and whoever is shown this would keep it.
   */
  snapshot(at: number): WallboardPart {
    const [queues, agents] = [this.#everyQueue(), this.#everyAgent()];
    for (const { queueId } of queues) this.#queues.add(queueId);
    for (const { agentId } of agents) this.#agents.add(agentId);
    this.#targetsTold = '';
    this.#board.noteShown();
    return { snapshot: true, at, queues, removedQueues: [], agents, removedAgents: [], atRisk: this.#targets(at) };
  }

  /** What is another for those who have all that was told before; undefined: nothing that is seen here. */
  part(changes: BoardChanges, at: number): WallboardPart | undefined {
    const queues: QueueRow[] = [];
    const removedQueues: string[] = [];
    for (const queueId of changes.queues) {
      const row = this.#board.queueRow(queueId);
      if (row !== undefined && this.#isSeen(row.teams)) queues.push(row);
      else if (this.#queues.delete(queueId)) removedQueues.push(queueId);
    }
    const agents: AgentRow[] = [];
    const removedAgents: AgentId[] = [];
    for (const agentId of changes.agents) {
      const row = this.#board.agentRow(agentId);
      if (row !== undefined && this.#isSeen(row.teams)) agents.push(row);
      else if (this.#agents.delete(agentId)) removedAgents.push(agentId);
    }
    for (const { queueId } of queues) this.#queues.add(queueId);
    for (const { agentId } of agents) this.#agents.add(agentId);
    const atRisk = changes.targets ? this.#otherTargets(at) : undefined;
    const rows = queues.length + removedQueues.length + agents.length + removedAgents.length;
    if (rows === 0 && atRisk === undefined) return undefined;
    return { snapshot: false, at, queues, removedQueues, agents, removedAgents, ...(atRisk ? { atRisk } : {}) };
  }

  #everyQueue(): readonly QueueRow[] {
    const rows: QueueRow[] = [];
    for (const queueId of this.#board.queueIds()) {
      const row = this.#board.queueRow(queueId);
      if (row !== undefined && this.#isSeen(row.teams)) rows.push(row);
    }
    return rows;
  }

  #everyAgent(): readonly AgentRow[] {
    const rows: AgentRow[] = [];
    for (const agentId of this.#board.agentIds()) {
      const row = this.#board.agentRow(agentId);
      if (row !== undefined && this.#isSeen(row.teams)) rows.push(row);
    }
    return rows;
  }

  #targets(now: number): readonly NamedTargetRow[] {
    return this.targetsAt(now).map((row) => ({ ...row, customerName: this.#nameOf(row.conversation) }));
  }

  #otherTargets(now: number): readonly NamedTargetRow[] | undefined {
    const targets = this.#targets(now);
    const told = JSON.stringify(targets);
    if (told === this.#targetsTold) return undefined;
    this.#targetsTold = told;
    return targets;
  }

  #isSeenAt({ queueId, heldBy }: BoardConversation): boolean {
    return (
      this.#isSeen(this.#board.teamsOf(queueId)) ||
      (heldBy !== undefined && this.#isSeen(this.#board.agent(heldBy)?.teams ?? []))
    );
  }

  #isSeen(teams: readonly string[]): boolean {
    return this.#teams.size === 0 || teams.some((team) => this.#teams.has(team));
  }
}
