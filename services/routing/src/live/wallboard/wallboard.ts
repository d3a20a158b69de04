import type { AgentId } from '@onethread/contracts';
import type { AgentChanged, ConversationChanged, StateListener } from '../event-hub.ts';
import type { BoardOutlet } from './board-audience.ts';
import { LiveBoard, type LiveBoardParts } from './live-board.ts';

/**
 * What all of one process watch. The board behind it exists only while somebody does: the first to come has all of it read,
 * the last to go lets it be forgotten.
 */
export class Wallboard<Message> implements StateListener {
  readonly #parts: LiveBoardParts<Message>;
  readonly #outlets = new Set<BoardOutlet<Message>>();
  readonly #closing = new Set<Promise<void>>();
  #board: LiveBoard<Message> | undefined;

  constructor(parts: LiveBoardParts<Message>) {
    this.#parts = parts;
  }

  /** Those who watch. */
  get size(): number {
    return this.#outlets.size;
  }

  /** False: the agent is disabled or unknown by now, as far as is known here. */
  knows(agentId: AgentId): boolean {
    return this.#board?.knows(agentId) ?? true;
  }

  add(outlet: BoardOutlet<Message>): void {
    this.#outlets.add(outlet);
    this.#board ??= new LiveBoard(this.#parts);
    void this.#board.add(outlet);
  }

  /** Repeatable. */
  remove(outlet: BoardOutlet<Message>): void {
    if (!this.#outlets.delete(outlet)) return;
    this.#board?.remove(outlet);
    if (this.#outlets.size > 0 || this.#board === undefined) return;
    const closing = this.#board.close();
    this.#board = undefined;
    this.#closing.add(closing);
    void closing.finally(() => this.#closing.delete(closing));
  }

  /** Resolves when nothing is under way any more; nobody may watch by then. */
  async stop(): Promise<void> {
    await Promise.all(this.#closing);
  }

  onEntry(): void {
    // What an entry changes of a conversation is told as a change of the conversation.
  }

  onConversation({ conversationId }: ConversationChanged): void {
    this.#board?.noteConversation(conversationId);
  }

  onAgent({ agentId }: AgentChanged): void {
    this.#board?.noteAgent(agentId);
  }

  onSettings(): void {
    this.#board?.noteSettings();
  }
}
