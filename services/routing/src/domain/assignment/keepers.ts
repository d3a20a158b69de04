import type { AgentId } from '@onethread/contracts';
import type { WaitingNode } from './waiting-node.ts';

/** What may still wait for its keeper, by keeper: to be looked at again when the keeper changes. */
export class Keepers {
  readonly #waiting = new Map<AgentId, Set<WaitingNode>>();

  of(keeperId: AgentId): readonly WaitingNode[] {
    return [...(this.#waiting.get(keeperId) ?? [])];
  }

  add(node: WaitingNode): void {
    const { keeperId } = node.conversation;
    if (keeperId === undefined) return;
    const waiting = this.#waiting.get(keeperId);
    if (waiting === undefined) this.#waiting.set(keeperId, new Set([node]));
    else waiting.add(node);
  }

  remove(node: WaitingNode): void {
    const { keeperId } = node.conversation;
    if (keeperId === undefined) return;
    const waiting = this.#waiting.get(keeperId);
    waiting?.delete(node);
    if (waiting?.size === 0) this.#waiting.delete(keeperId);
  }
}
