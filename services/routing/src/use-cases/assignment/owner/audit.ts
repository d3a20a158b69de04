import type { ConversationId } from '@onethread/contracts';
import type { PageCursor } from '@onethread/documents';
import { presenceOf } from '../../../stores/agents.ts';
import { adoptAgent } from './adopt-agent.ts';
import { explain, settleAgent } from './look-at.ts';
import { loseDeadStreams, readKnownReplicas, readUnknownReplicas } from './replicas.ts';
import { checkHeld } from './take-over.ts';
import { isWaiting } from './term.ts';
import type { Term } from './term.ts';

/** Looked at by one pass: with more, a whole round takes several passes. */
const AGENTS_PER_PASS = 200;
const HELD_PER_PASS = 1000;
const WAITING_PER_PASS = 200;
const EXPLAINED_PER_PASS = 20;

/**
 * Compares what the owner believes with the store, a slice at a time: finds what a lost wake, a lost answer or a dead replica
 * left behind. Three short reads where nothing is wrong.
 */
export class Audit {
  readonly #term: Term;
  #agentsAfter: PageCursor | undefined;
  #waitingAfter: PageCursor | undefined;
  /** What agents of earlier pages held and no pass has looked at yet, in the order in which it is its turn. */
  readonly #heldLeft = new Set<ConversationId>();

  constructor(term: Term) {
    this.#term = term;
  }

  async pass(): Promise<void> {
    await readKnownReplicas(this.#term);
    await this.#agents();
    await this.#held();
    await this.#waiting();
  }

  async #agents(): Promise<void> {
    const term = this.#term;
    const page = await term.context.collections.agents.find({
      index: 'by_pool',
      equals: [term.pool],
      limit: AGENTS_PER_PASS,
      ...(this.#agentsAfter ? { after: this.#agentsAfter } : {}),
    });
    this.#agentsAfter = page.cursor;
    const ids = page.documents.map(({ _id }) => _id);
    if (ids.length === 0) return;
    for (const agent of page.documents) {
      if (term.agents.get(agent._id) === undefined) await adoptAgent(term, agent._id);
      else term.agents.note(agent);
    }
    const presence = await presenceOf(term.context.collections, ids);
    for (const said of presence.values()) {
      const known = term.agents.get(said._id)?.presence?.rev;
      await readUnknownReplicas(term, said.streams);
      term.agents.notePresence(said);
      const lost = await loseDeadStreams(term, said._id);
      if (lost || known !== said.rev) await settleAgent(term, said._id);
    }
    for (const agentId of ids) {
      for (const conversationId of term.agents.conversationsOf(agentId)) this.#heldLeft.add(conversationId);
    }
  }

  /** Agents may hold more than one pass looks at: the next goes on with what is left, before what agents after them hold. */
  async #held(): Promise<void> {
    const term = this.#term;
    const turn = [...this.#heldLeft].slice(0, HELD_PER_PASS);
    for (const conversationId of turn) this.#heldLeft.delete(conversationId);
    const toSettle = await checkHeld(
      term,
      turn.filter((id) => !term.offering.has(id) && term.agents.holdersOf(id).length > 0),
    );
    for (const conversationId of toSettle) term.lookAt(conversationId);
  }

  async #waiting(): Promise<void> {
    const term = this.#term;
    const page = await term.context.collections.conversations.find({
      index: 'waiting',
      limit: WAITING_PER_PASS,
      ...(this.#waitingAfter ? { after: this.#waitingAfter } : {}),
    });
    const ours = page.documents.filter((document) => document.pool === term.pool);
    const unknown: ConversationId[] = ours
      .filter((document) => isWaiting(document) && !term.offering.has(document._id))
      .map((document) => document._id)
      .filter((conversationId) => term.policy.waiting(conversationId) === undefined);
    for (const conversationId of unknown) term.lookAt(conversationId);
    if (this.#waitingAfter === undefined) {
      for (const document of ours.slice(0, EXPLAINED_PER_PASS)) await explain(term, document);
    }
    this.#waitingAfter = page.cursor;
  }
}
