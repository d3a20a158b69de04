import type { AgentId, ConversationId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { presenceOf } from '../../stores/agents.ts';
import type { Collections } from '../../stores/collections.ts';
import type { AgentDocument, ConversationDocument } from '../../stores/documents.ts';
import { settingsInForce } from '../../stores/settings-in-force.ts';
import type { Board } from './board.ts';
import type { BoardConversation } from './board-terms.ts';
import { agentFigure, conversationFigure, queueFigures } from './board-figures.ts';

/** Documents that are read together: a page of the rounds, a batch of what changed. */
const BATCH = 500;
/**
 * Conversations that one board counts, open and snoozed: about 100 MB of memory. With more, nobody is shown a board: half
 * of the figures would be wrong, and nobody could tell which.
 */
export const MAX_CONVERSATIONS = 200_000;
/** What changed and is not read yet, because the store is slow or away; with more, all is read anew. */
export const MAX_UNREAD = 20_000;

/**
 * Keeps a board in step with the store: reads what is said to have changed, and goes round all there is, page by page, for
 * what nobody said. One read at a time, each applied before the next begins: so what is applied is never older than what
 * was, and no revisions have to be compared.
 */
export class BoardKeeper {
  readonly #collections: Collections;
  readonly #board: Board;
  #conversations = new Set<ConversationId>();
  #agents = new Set<AgentId>();
  #settingsChanged = false;
  /** Too much was noted to be read one by one: all is read anew. */
  #allAnew = false;
  /** Met in the round under way, or read since it began. */
  #met = new Set<string>();
  #round: AsyncGenerator<void, void, undefined> | undefined;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(collections: Collections, board: Board) {
    this.#collections = collections;
    this.#board = board;
  }

  noteConversation(conversationId: ConversationId): void {
    if (!this.#allAnew) this.#conversations.add(conversationId);
    this.#notTooMany();
  }

  noteAgent(agentId: AgentId): void {
    if (!this.#allAnew) this.#agents.add(agentId);
    this.#notTooMany();
  }

  noteSettings(): void {
    this.#settingsChanged = true;
  }

  get hasUnread(): boolean {
    return this.#allAnew || this.#settingsChanged || this.#conversations.size > 0 || this.#agents.size > 0;
  }

  #notTooMany(): void {
    if (this.#conversations.size + this.#agents.size <= MAX_UNREAD) return;
    this.#conversations.clear();
    this.#agents.clear();
    this.#allAnew = true;
  }

  /** Reads what was noted until nothing is left. What a failed read was about stays noted. Throws the store's errors, and `RoutingError` exhausted above `MAX_CONVERSATIONS`. */
  async readNoted(): Promise<void> {
    while (this.hasUnread) {
      if (this.#allAnew) await this.readAll();
      else await this.#inTurn(() => this.#readBatch());
    }
  }

  /** One page of the round under way, or of a new one; true: the round is over. Throws as `readNoted`; a page that failed is read again. */
  async readOn(): Promise<boolean> {
    return await this.#inTurn(async () => {
      this.#round ??= this.#goRound();
      const round = this.#round;
      try {
        const { done = false } = await round.next();
        if (done && this.#round === round) this.#round = undefined;
        return done;
      } catch (error) {
        // A generator that threw is over: its round begins anew.
        this.#round = undefined;
        throw error;
      }
    });
  }

  /** A whole round, from its beginning. Throws as `readNoted`. */
  async readAll(): Promise<void> {
    this.#allAnew = true;
    await this.#inTurn(async () => {
      this.#round = undefined;
      // From here on what is noted is noted again: the page that would tell may be read already.
      this.#allAnew = false;
    });
    try {
      while (!(await this.readOn()));
    } catch (error) {
      this.#allAnew = true;
      throw error;
    }
  }

  #inTurn<Result>(read: () => Promise<Result>): Promise<Result> {
    const turn = this.#reading.then(read);
    this.#reading = turn.catch(() => undefined);
    return turn;
  }

  async #readBatch(): Promise<void> {
    if (this.#settingsChanged) {
      this.#settingsChanged = false;
      await this.#readSettings().catch((error: unknown) => {
        this.#settingsChanged = true;
        throw error;
      });
    }
    await takeSome(this.#conversations, (ids) => this.#readConversations(ids));
    await takeSome(this.#agents, (ids) => this.#readAgents(ids));
  }

  async *#goRound(): AsyncGenerator<void, void, undefined> {
    this.#met = new Set();
    await this.#readSettings();
    for (const state of ['open', 'snoozed'] as const) yield* this.#everyConversation(state);
    // What was not met is resolved by now, or gone.
    const unmet = [...this.#board.conversationIds()].filter((id) => !this.#met.has(id));
    for (let from = 0; from < unmet.length; from += BATCH) {
      yield;
      await this.#readConversations(unmet.slice(from, from + BATCH));
    }
    yield;
    yield* this.#everyAgent();
    for (const agentId of this.#board.agentIds()) if (!this.#met.has(agentId)) this.#board.removeAgent(agentId);
    this.#met = new Set();
  }

  async *#everyConversation(state: 'open' | 'snoozed'): AsyncGenerator<void, void, undefined> {
    const query = { index: 'by_state', equals: [state], order: 'ascending', limit: BATCH } as const;
    for (let page = await this.#collections.conversations.find(query); ;) {
      for (const document of page.documents) this.#takeConversation(document);
      if (page.cursor === undefined) return;
      const after = page.cursor;
      yield;
      page = await this.#collections.conversations.find({ ...query, after });
    }
  }

  async *#everyAgent(): AsyncGenerator<void, void, undefined> {
    const query = { index: 'by_pool', order: 'ascending', limit: BATCH } as const;
    for (let page = await this.#collections.agents.find(query); ;) {
      await this.#takeAgents(page.documents);
      if (page.cursor === undefined) return;
      const after = page.cursor;
      yield;
      page = await this.#collections.agents.find({ ...query, after });
    }
  }

  async #readConversations(ids: readonly ConversationId[]): Promise<void> {
    const found = await this.#collections.conversations.getMany(ids);
    const gone = new Set(ids);
    for (const document of found) {
      gone.delete(document._id);
      this.#takeConversation(document);
    }
    for (const id of gone) this.#board.removeConversation(id);
  }

  async #readAgents(ids: readonly AgentId[]): Promise<void> {
    await this.#takeAgents(await this.#collections.agents.getMany(ids));
  }

  async #readSettings(): Promise<void> {
    const { settings } = await settingsInForce({ collections: this.#collections });
    this.#board.setQueues(queueFigures(settings));
  }

  #takeConversation(document: ConversationDocument): void {
    const figure = conversationFigure(document);
    this.#met.add(document._id);
    this.#noteHolders(document._id, figure);
    if (figure === undefined) this.#board.removeConversation(document._id);
    else this.#board.setConversation(figure);
    if (this.#board.size > MAX_CONVERSATIONS)
      throw new RoutingError(
        'exhausted',
        `more than ${MAX_CONVERSATIONS} conversations are open: too many for a board`,
      );
  }

  /** Who had it and who has it now hold something else: their own announcement may come half a second later. */
  #noteHolders(conversationId: ConversationId, after: BoardConversation | undefined): void {
    const holder = after?.heldBy;
    const before = this.#board.conversation(conversationId)?.heldBy;
    if (before === holder) return;
    for (const agentId of [before, holder])
      if (agentId !== undefined && this.#board.agent(agentId) !== undefined) this.#agents.add(agentId);
  }

  async #takeAgents(agents: readonly AgentDocument[]): Promise<void> {
    const presence = await presenceOf(
      this.#collections,
      agents.map(({ _id }) => _id),
    );
    for (const agent of agents) {
      const figure = agentFigure(agent, presence.get(agent._id));
      this.#met.add(agent._id);
      if (figure === undefined) this.#board.removeAgent(agent._id);
      else this.#board.setAgent(figure);
    }
  }
}

/** Takes at most a batch out of what was noted; puts it back where reading failed. */
async function takeSome<Id>(noted: Set<Id>, read: (ids: readonly Id[]) => Promise<void>): Promise<void> {
  const ids = [...noted].slice(0, BATCH);
  if (ids.length === 0) return;
  for (const id of ids) noted.delete(id);
  await read(ids).catch((error: unknown) => {
    for (const id of ids) noted.add(id);
    throw error;
  });
}
