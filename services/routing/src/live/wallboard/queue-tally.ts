import type { ConversationId } from '@onethread/contracts';
import type { BoardConversation, Place, QueueRow } from './board-terms.ts';

export type QueueFigures = Pick<
  QueueRow,
  'waiting' | 'longestWaitingSince' | 'offered' | 'inWork' | 'snoozed' | 'missedTargets'
>;

/** What stands in one queue, counted on. */
export class QueueTally {
  readonly #in: Record<Place, number> = { waiting: 0, offered: 0, 'in-work': 0, snoozed: 0, resting: 0 };
  /** Since when each of those waits who wait. */
  readonly #since = new Map<ConversationId, number>();
  #missed = 0;
  #longest: number | undefined;
  /** The one who waited longest has left: who is next is looked for when somebody asks. */
  #longestHasLeft = false;

  get size(): number {
    return Object.values(this.#in).reduce((sum, count) => sum + count, 0);
  }

  add(conversation: BoardConversation): this {
    const { conversationId, place, waitingSince } = conversation;
    this.#in[place] += 1;
    this.#missed += missedOf(conversation);
    if (waitingSince === undefined) return this;
    this.#since.set(conversationId, waitingSince);
    this.#longest = Math.min(this.#longest ?? Infinity, waitingSince);
    return this;
  }

  remove(conversation: BoardConversation): void {
    const { conversationId, place, waitingSince } = conversation;
    this.#in[place] -= 1;
    this.#missed -= missedOf(conversation);
    if (this.#since.delete(conversationId) && waitingSince === this.#longest) this.#longestHasLeft = true;
  }

  figures(): QueueFigures {
    if (this.#longestHasLeft) {
      this.#longest = undefined;
      for (const since of this.#since.values()) this.#longest = Math.min(this.#longest ?? Infinity, since);
      this.#longestHasLeft = false;
    }
    return {
      waiting: this.#in.waiting,
      offered: this.#in.offered,
      inWork: this.#in['in-work'],
      snoozed: this.#in.snoozed,
      missedTargets: this.#missed,
      ...(this.#longest === undefined ? {} : { longestWaitingSince: this.#longest }),
    };
  }
}

function missedOf({ clocks }: BoardConversation): number {
  return clocks.reduce((sum, { missed }) => sum + (missed ? 1 : 0), 0);
}
