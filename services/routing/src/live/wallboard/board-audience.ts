import type { Board } from './board.ts';
import type { BoardChanges, BoardConversation } from './board-terms.ts';
import { WallboardView, type NameOf, type WallboardPart } from './wallboard-view.ts';

/** Where a board goes: one who watches. */
export interface BoardOutlet<Message> {
  /** Rows of these teams; none: all. */
  readonly teams: readonly string[];
  /** Whether something could be sent now without waiting. */
  readonly hasRoom: boolean;
  send(message: Message): void;
  /** Sends what `make` gives as soon as there is room for it; made only then. */
  sendWhenRoom(make: () => Message | undefined): void;
  /** The board ends, because it cannot be kept. */
  failed(error: unknown): void;
}

export interface AudienceParts<Message> {
  readonly board: Board;
  readonly nameOf: NameOf;
  readonly encode: (part: WallboardPart) => Message;
  /** Epoch ms. */
  readonly now: () => number;
}

interface Watched<Message> {
  readonly view: WallboardView;
  readonly key: string;
  readonly outlet: BoardOutlet<Message>;
  /** Has not what was told before: is told all when there is room for it. */
  behind: boolean;
}

/**
 * Those who watch one board. All with the same teams are told the same bytes; who does not take them is told the newest
 * state when there is room again, however much happened in between.
 */
export class BoardAudience<Message> {
  readonly #parts: AudienceParts<Message>;
  readonly #views = new Map<string, WallboardView>();
  readonly #watched = new Map<BoardOutlet<Message>, Watched<Message>>();

  constructor(parts: AudienceParts<Message>) {
    this.#parts = parts;
  }

  /** Is told nothing before `welcome`. */
  add(outlet: BoardOutlet<Message>): void {
    const { board, nameOf, now } = this.#parts;
    const key = keyOf(outlet.teams);
    const view = this.#views.get(key) ?? new WallboardView(board, outlet.teams, nameOf, now());
    this.#views.set(key, view);
    this.#watched.set(outlet, { view, key, outlet, behind: true });
  }

  /** Tells all that there is to one who was added. */
  welcome(outlet: BoardOutlet<Message>): void {
    const watched = this.#watched.get(outlet);
    if (watched !== undefined) this.#tellAll(watched);
  }

  remove(outlet: BoardOutlet<Message>): void {
    const watched = this.#watched.get(outlet);
    if (watched === undefined) return;
    this.#watched.delete(outlet);
    const { key } = watched;
    if (![...this.#watched.values()].some((other) => other.key === key)) this.#views.delete(key);
  }

  /** Tells what has changed to those who have all that was told before. `at`: epoch ms. */
  tell(changes: BoardChanges, at: number): void {
    const messages = new Map<WallboardView, Message>();
    for (const view of this.#views.values()) {
      const part = view.part(changes, at);
      if (part !== undefined) messages.set(view, this.#parts.encode(part));
    }
    for (const watched of this.#watched.values()) {
      const message = messages.get(watched.view);
      if (message === undefined || watched.behind) continue;
      if (watched.outlet.hasRoom) watched.outlet.send(message);
      else this.#tellAll(watched);
    }
  }

  /** Conversations of which somebody is shown a target. */
  shownAtRisk(): readonly BoardConversation[] {
    const now = this.#parts.now();
    const rows = [...this.#views.values()].flatMap((view) => view.targetsAt(now));
    return rows.map(({ conversation }) => conversation);
  }

  failed(error: unknown): void {
    for (const { outlet } of this.#watched.values()) outlet.failed(error);
  }

  #tellAll(watched: Watched<Message>): void {
    watched.behind = true;
    watched.outlet.sendWhenRoom(() => {
      if (this.#watched.get(watched.outlet) !== watched) return undefined;
      watched.behind = false;
      return this.#parts.encode(watched.view.snapshot(this.#parts.now()));
    });
  }
}

function keyOf(teams: readonly string[]): string {
  return [...new Set(teams)].toSorted().join(' ');
}
