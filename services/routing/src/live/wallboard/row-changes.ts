import type { AgentId } from '@onethread/contracts';

/** Which rows to look at again, and what they said when they were looked at last: what is as it was is no change. */
export class RowChanges {
  readonly #queues = new ChangedRows<string>();
  readonly #agents = new ChangedRows<AgentId>();

  queue(queueId: string): void {
    this.#queues.note(queueId);
  }

  agent(agentId: AgentId): void {
    this.#agents.note(agentId);
  }

  /** What was touched was shown as it is now: it is named by the next to take changes. */
  noteShown(): void {
    this.#queues.forget();
    this.#agents.forget();
  }

  takeQueues(row: (queueId: string) => object | undefined): readonly string[] {
    return this.#queues.take(row);
  }

  takeAgents(row: (agentId: AgentId) => object | undefined): readonly AgentId[] {
    return this.#agents.take(row);
  }
}

/** Unlike whatever a row may say, or that there is none. */
const UNKNOWN = '';

class ChangedRows<Id extends string> {
  readonly #touched = new Set<Id>();
  readonly #said = new Map<Id, string>();

  note(id: Id): void {
    this.#touched.add(id);
  }

  forget(): void {
    for (const id of this.#touched) this.#said.set(id, UNKNOWN);
  }

  take(row: (id: Id) => object | undefined): readonly Id[] {
    const changed: Id[] = [];
    for (const id of this.#touched) {
      const now = row(id);
      const said = now && JSON.stringify(now);
      if (this.#said.get(id) === said) continue;
      changed.push(id);
      if (said === undefined) this.#said.delete(id);
      else this.#said.set(id, said);
    }
    this.#touched.clear();
    return changed;
  }
}
