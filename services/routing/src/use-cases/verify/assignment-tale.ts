import type { AgentId, Entry, EntryBody } from '@onethread/contracts';

/** Somebody got a conversation, by the facts of history. */
export interface Given {
  readonly agentId: AgentId;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

type Fact = Extract<EntryBody, { readonly kind: 'assigned' | 'released' | 'queued' }>;

/** Ends of offers that are refusals, and who gave it back by hand: none of them is asked again while it waits. */
const REFUSED = new Set(['declined', 'missed', 'returned']);
/** What shows that it was offered, or given without being asked. */
const WAS_OFFERED = new Set(['accepted', 'auto', 'declined', 'missed', 'rescinded']);

/**
 * What became of one conversation, told by its entries in their order. Facts follow one another as the document was
 * written, so no clock is needed to see that an offer came after a refusal. That order says nothing of facts beside
 * entries of its state: facts are told after their write, and the document hears of entries after they stand, either of
 * them long after while brokers are away. Each fact therefore names the state that it was decided in.
 */
export class AssignmentTale {
  readonly given: Given[] = [];
  /** Who was offered it after they had refused it, in words. */
  readonly offeredAgain: string[] = [];
  /** Times at which it came to rest or came back, epoch ms: another waiting period begins. */
  readonly turns: number[] = [];
  /** µs of the last of them. */
  #turnedAt = 0;
  /** µs of the turn since which the refusals below count. */
  #refusedSince = 0;
  #refused = new Set<AgentId>();

  take({ n, at, body }: Pick<Entry, 'n' | 'at' | 'body'>): void {
    if (isFact(body)) this.#fact(n, body, body.decidedAt ?? msOf(at));
    else if (turns(body)) {
      this.turns.push(msOf(at));
      this.#turnedAt = at;
    }
  }

  #fact(n: number, fact: Fact, at: number): void {
    if (fact.kind === 'assigned') this.given.push({ agentId: fact.agentId, reason: fact.reason, at });
    const since = this.#decidedSince(fact, at);
    if (since === undefined) return;
    if (since !== this.#refusedSince) this.#refused.clear();
    this.#refusedSince = since;
    // Whom another queue has may be asked anew, but for who moved it there.
    if (fact.kind === 'queued') this.#refused = new Set([fact.agentId]);
    else this.#offer(n, fact);
  }

  #offer(n: number, { agentId, reason }: Exclude<Fact, { readonly kind: 'queued' }>): void {
    if (WAS_OFFERED.has(reason) && this.#refused.has(agentId))
      this.offeredAgain.push(`offered to ${agentId}, who had refused it (entry ${n}, ${reason})`);
    if (REFUSED.has(reason)) this.#refused.add(agentId);
  }

  /** The turn in force, µs. A fact that does not name it goes by the clock: one told late, of before it came back, is passed over. */
  #decidedSince({ stateAt }: Fact, at: number): number | undefined {
    if (stateAt !== undefined) return stateAt;
    return at < msOf(this.#turnedAt) ? undefined : this.#turnedAt;
  }
}

function msOf(at: number): number {
  return Math.floor(at / 1000);
}

function isFact(body: EntryBody): body is Fact {
  return body.kind === 'assigned' || body.kind === 'released' || body.kind === 'queued';
}

function turns(body: EntryBody): boolean {
  if (body.kind === 'message') return body.effect !== 'joined';
  return body.kind === 'resolved' || body.kind === 'snoozed' || body.kind === 'reopened' || body.kind === 'woken';
}
