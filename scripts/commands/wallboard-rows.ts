import type { AgentRow, QueueRow, TargetRow, Wallboard } from '@onethread/rpc';

export interface AllRows {
  readonly atMs: number;
  readonly queues: readonly QueueRow[];
  readonly agents: readonly AgentRow[];
  readonly atRisk: readonly TargetRow[];
}

/** A wallboard kept by its parts: a snapshot replaces all, rows replace rows, `removed` takes away. */
export class WallboardRows {
  readonly #queues = new Map<string, QueueRow>();
  readonly #agents = new Map<string, AgentRow>();
  #atRisk: readonly TargetRow[] = [];
  #atMs = 0;

  take({ snapshot, atMs, queues, agents, atRisk, atRiskWhole }: Wallboard): void {
    if (snapshot) {
      this.#queues.clear();
      this.#agents.clear();
    }
    for (const row of queues) {
      if (row.removed) this.#queues.delete(row.queueId);
      else this.#queues.set(row.queueId, row);
    }
    for (const row of agents) {
      if (row.removed) this.#agents.delete(row.agentId);
      else this.#agents.set(row.agentId, row);
    }
    if (atRiskWhole) this.#atRisk = atRisk;
    this.#atMs = atMs;
  }

  all(): AllRows {
    return {
      atMs: this.#atMs,
      queues: [...this.#queues.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
      agents: [...this.#agents.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
      atRisk: this.#atRisk,
    };
  }
}
