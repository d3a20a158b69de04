import type { AgentNode } from './agent-node.ts';

/** Changes remembered; who comes later looks at every agent anyway. */
const MOST_CHANGES = 16_384;

/** Agents as they changed, so that classes in which nothing waits need not be told each time: they catch up when something does. */
export class ChangeLog {
  #agents: AgentNode[] = [];
  #dropped = 0;

  /** The position after the last change. */
  get end(): number {
    return this.#dropped + this.#agents.length;
  }

  note(agent: AgentNode): void {
    this.#agents.push(agent);
    if (this.#agents.length < 2 * MOST_CHANGES) return;
    this.#agents = this.#agents.slice(MOST_CHANGES);
    this.#dropped += MOST_CHANGES;
  }

  /** How many changes came after a position. */
  countSince(position: number): number {
    return this.end - position;
  }

  /** Those agents, some more than once; undefined where too many came since. */
  since(position: number): readonly AgentNode[] | undefined {
    return position < this.#dropped ? undefined : this.#agents.slice(position - this.#dropped);
  }
}
