import type { AgentId, Entry, EntryBody } from '@onethread/contracts';

/** Somebody got a conversation, by the facts of history. */
export interface Given {
  readonly agentId: AgentId;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

type Fact = Extract<EntryBody, { readonly kind: 'assigned' | 'released' }>;

/** Ends of offers that are refusals, and who gave it back by hand: none of them is asked again while it waits. */
const REFUSED = new Set(['declined', 'missed', 'returned']);
/** What shows that it was offered, or given without being asked. */
const WAS_OFFERED = new Set(['accepted', 'auto', 'declined', 'missed', 'rescinded']);

/**
 * What became of one conversation, told by its entries in their order. Facts follow one another as the document was
 * written, so no clock is needed to see that an offer came after a refusal.
 */
export class AssignmentTale {
  readonly given: Given[] = [];
  /** Who was offered it after they had refused it, in words. */
  readonly offeredAgain: string[] = [];
  /** Times at which it came to rest or came back, epoch ms: another waiting period begins. */
  readonly turns: number[] = [];
  #refused = new Set<AgentId>();

  take({ n, at, body }: Pick<Entry, 'n' | 'at' | 'body'>): void {
    const ms = Math.floor(at / 1000);
    if (body.kind === 'assigned' || body.kind === 'released') this.#fact(n, body, body.decidedAt ?? ms);
    // Whom another queue has may be asked anew, but for who moved it there.
    else if (body.kind === 'queued') this.#refused = new Set([body.agentId]);
    else if (turns(body)) {
      this.turns.push(ms);
      this.#refused.clear();
    }
  }

  #fact(n: number, { kind, agentId, reason }: Fact, at: number): void {
    if (kind === 'assigned') this.given.push({ agentId, reason, at });
    if (!WAS_OFFERED.has(reason) && !REFUSED.has(reason)) return;
    // Told late, of before it came back.
    if (at < (this.turns.at(-1) ?? 0)) return;
    if (WAS_OFFERED.has(reason) && this.#refused.has(agentId))
      this.offeredAgain.push(`offered to ${agentId}, who had refused it (entry ${n}, ${reason})`);
    if (REFUSED.has(reason)) this.#refused.add(agentId);
  }
}

function turns(body: EntryBody): boolean {
  if (body.kind === 'message') return body.effect !== 'joined';
  return body.kind === 'resolved' || body.kind === 'snoozed' || body.kind === 'reopened' || body.kind === 'woken';
}
