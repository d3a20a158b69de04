import type { AssignmentSettings, QueueSettings } from '@onethread/contracts';

/** An agent, as far as it decides what waits for them. */
export interface Onlooker {
  readonly role: 'agent' | 'supervisor' | 'admin';
  readonly pool: string;
  readonly teams: readonly string[];
}

/** Where a conversation waits. */
export interface WaitingPlace {
  readonly queueId: string;
  readonly pool: string;
}

/**
 * What an agent is shown of all that waits, and may take: the queues that they serve from the beginning or at some later step.
 * Supervisors and admins see everything. A queue that is not in the settings any more is served by its whole pool.
 */
export class QueueSight {
  readonly #who: Onlooker;
  readonly #known: ReadonlySet<string>;
  /** Queues that this agent serves; of no use where `seesAll`. */
  readonly served: ReadonlySet<string>;

  constructor({ queues }: Pick<AssignmentSettings, 'queues'>, who: Onlooker) {
    this.#who = who;
    this.#known = new Set(queues.map(({ id }) => id));
    this.served = new Set(queues.filter((queue) => serves(queue, queues, who)).map(({ id }) => id));
  }

  get seesAll(): boolean {
    return this.#who.role !== 'agent';
  }

  sees({ queueId, pool }: WaitingPlace): boolean {
    if (this.seesAll || this.served.has(queueId)) return true;
    return !this.#known.has(queueId) && pool === this.#who.pool;
  }
}

function serves(queue: QueueSettings, queues: readonly QueueSettings[], who: Onlooker): boolean {
  if (queue.pool !== who.pool) return false;
  if (isMember(queue, who) || queue.anyoneAfterSeconds !== undefined) return true;
  const others = new Set(queue.overflow.map((step) => step.queue));
  return queues.some((other) => others.has(other.id) && other.pool === queue.pool && isMember(other, who));
}

function isMember({ teams }: QueueSettings, who: Onlooker): boolean {
  return teams.length === 0 || teams.some((team) => who.teams.includes(team));
}
