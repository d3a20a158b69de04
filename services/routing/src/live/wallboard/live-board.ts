import type { AgentId, ConversationId } from '@onethread/contracts';
import type { Logger } from 'pino';
import type { Collections } from '../../stores/collections.ts';
import { Board } from './board.ts';
import { BoardAudience, type BoardOutlet } from './board-audience.ts';
import { BoardKeeper } from './board-keeper.ts';
import { CustomerNames } from './customer-names.ts';
import type { WallboardPart } from './wallboard-view.ts';

/** The store is looked at for what nobody told so often; all of it within `AUDIT_PASSES` times as long. */
export const AUDIT_MS = 5000;
const AUDIT_PASSES = 12;
/** Pages that one look reads at least: a small board is looked through whole. */
const MIN_PAGES = 5;
/** Who watches is told at most so often. */
export const TELL_EVERY_MS = 1000;
/** What happens together is told together. */
const TELL_WITHIN_MS = 50;
/** What could not be read is read again after so long. */
const RETRY_MS = 500;
/** Customers may come to be at risk while names of others are read; then names are read again, so often. */
const MAX_NAME_READS = 3;

export interface LiveBoardParts<Message> {
  readonly collections: Collections;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly now: () => number;
  readonly encode: (part: WallboardPart) => Message;
  /** Default `AUDIT_MS`. */
  readonly auditMs?: number;
  /** Default `TELL_EVERY_MS`. */
  readonly tellEveryMs?: number;
}

/** One board, kept in step with the store, and those who watch it, for as long as anybody does. */
export class LiveBoard<Message> {
  readonly #parts: LiveBoardParts<Message>;
  readonly #board = new Board();
  readonly #keeper: BoardKeeper;
  readonly #names: CustomerNames;
  readonly #audience: BoardAudience<Message>;
  /** Those who came before all was read. */
  readonly #expected = new Set<BoardOutlet<Message>>();
  readonly #ready: Promise<void>;
  #isReady = false;
  #closed = false;
  #catchingUp: Promise<void> | undefined;
  #telling: Promise<void> = Promise.resolve();
  #tellTimer: NodeJS.Timeout | undefined;
  #tellAt = Infinity;
  #toldAt = -Infinity;
  #retry: NodeJS.Timeout | undefined;
  #audit: NodeJS.Timeout | undefined;
  #auditing: Promise<void> = Promise.resolve();
  #pagesPerLook = MIN_PAGES;
  #pagesOfRound = 0;

  constructor(parts: LiveBoardParts<Message>) {
    this.#parts = parts;
    this.#keeper = new BoardKeeper(parts.collections, this.#board);
    this.#names = new CustomerNames(parts.collections);
    const { encode, now } = parts;
    this.#audience = new BoardAudience({ board: this.#board, nameOf: this.#names.nameOf, encode, now });
    this.#ready = this.#begin();
    this.#ready.catch((error: unknown) => this.#fail(error));
  }

  /** An agent that is neither disabled nor unknown, as far as the board knows. */
  knows(agentId: AgentId): boolean {
    return !this.#isReady || this.#board.agent(agentId) !== undefined;
  }

  noteConversation(conversationId: ConversationId): void {
    this.#keeper.noteConversation(conversationId);
    void this.#catchUp();
  }

  noteAgent(agentId: AgentId): void {
    this.#keeper.noteAgent(agentId);
    void this.#catchUp();
  }

  noteSettings(): void {
    this.#keeper.noteSettings();
    void this.#catchUp();
  }

  /** Tells all at first, as soon as it is known, then what changes, until `remove`. What goes wrong its `failed` is told. */
  async add(outlet: BoardOutlet<Message>): Promise<void> {
    this.#expected.add(outlet);
    try {
      await this.#ready;
      if (!this.#expected.delete(outlet)) return;
      this.#audience.add(outlet);
      await this.#readNames();
      this.#audience.welcome(outlet);
    } catch (error) {
      if (this.#expected.delete(outlet)) outlet.failed(error);
    }
  }

  remove(outlet: BoardOutlet<Message>): void {
    this.#expected.delete(outlet);
    this.#audience.remove(outlet);
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#tellTimer);
    clearTimeout(this.#retry);
    clearTimeout(this.#audit);
    await Promise.allSettled([this.#ready, this.#telling, this.#auditing, this.#catchingUp]);
  }

  async #begin(): Promise<void> {
    await this.#keeper.readAll();
    await this.#keeper.readNoted();
    this.#isReady = true;
    // What was read until now, those who wait for it are told whole.
    this.#board.takeChanges(this.#parts.now());
    this.#auditLater();
    this.#tellSoon();
  }

  /** Reads what was noted and tells it; who asks while it does so waits for the same. Never rejects. */
  #catchUp(): Promise<void> {
    if (!this.#isReady || this.#closed) return Promise.resolve();
    this.#catchingUp ??= this.#readNoted().finally(() => {
      this.#catchingUp = undefined;
      this.#tellSoon();
      // Noted when the reading was all but over.
      if (this.#keeper.hasUnread && this.#retry === undefined) void this.#catchUp();
    });
    return this.#catchingUp;
  }

  async #readNoted(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    try {
      await this.#keeper.readNoted();
    } catch (error) {
      this.#readFailed(error);
    }
  }

  #readFailed(error: unknown): void {
    if (!isRetryable(error)) return this.#fail(error);
    this.#parts.logger.warn({ err: error }, 'wallboard not in step for now');
    clearTimeout(this.#retry);
    if (!this.#closed) this.#retry = setTimeout(() => void this.#catchUp(), RETRY_MS).unref();
  }

  #auditLater(): void {
    if (this.#closed) return;
    this.#audit = setTimeout(() => {
      this.#auditing = this.#look().finally(() => this.#auditLater());
    }, this.#parts.auditMs ?? AUDIT_MS);
    this.#audit.unref();
  }

  /** Reads a part of the round: a whole small board, a twelfth of a large one. */
  async #look(): Promise<void> {
    try {
      for (let page = 0; page < this.#pagesPerLook && !this.#closed; page += 1) {
        this.#pagesOfRound += 1;
        if (!(await this.#keeper.readOn())) continue;
        this.#pagesPerLook = Math.max(MIN_PAGES, Math.ceil(this.#pagesOfRound / AUDIT_PASSES));
        this.#pagesOfRound = 0;
        await this.#renewNames();
        break;
      }
    } catch (error) {
      this.#readFailed(error);
    }
    await this.#catchUp();
  }

  /** At once where nobody was told for long, else when it is time again. */
  #tellSoon(atLeastMs = TELL_WITHIN_MS): void {
    if (this.#closed) return;
    const now = performance.now();
    const at = Math.max(now + atLeastMs, this.#toldAt + (this.#parts.tellEveryMs ?? TELL_EVERY_MS));
    if (this.#tellAt <= at) return;
    clearTimeout(this.#tellTimer);
    this.#tellAt = at;
    this.#tellTimer = setTimeout(() => {
      this.#tellAt = Infinity;
      this.#telling = this.#telling.then(() => this.#tell()).catch((error: unknown) => this.#fail(error));
    }, at - now).unref();
  }

  async #tell(): Promise<void> {
    await this.#readNames();
    if (this.#closed) return;
    const at = this.#parts.now();
    const changes = this.#board.takeChanges(at);
    if (changes !== undefined) this.#toldAt = performance.now();
    const { targetsChangeAt } = this.#board;
    if (targetsChangeAt !== undefined) this.#tellSoon(Math.min(Math.max(targetsChangeAt - at, 0), MAX_TIMER_MS));
    if (changes !== undefined) this.#audience.tell(changes, at);
  }

  /** Names of all whose targets are at risk. Where they cannot be read, targets are shown without. */
  async #readNames(): Promise<void> {
    try {
      for (let read = 0; read < MAX_NAME_READS; read += 1)
        if (!(await this.#names.read(this.#audience.shownAtRisk()))) return;
    } catch (error) {
      this.#parts.logger.warn({ err: error }, 'names of customers at risk not read');
    }
  }

  async #renewNames(): Promise<void> {
    if (await this.#names.renew(this.#audience.shownAtRisk())) this.#board.noteTargets();
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    this.#audience.failed(error);
  }
}

/** The longest that a timer can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1;

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}
