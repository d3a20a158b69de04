import type { Command, Result, ServerFrame } from '../../../wire/frames.ts';
import type { Presence, WrittenPart } from '../../../wire/model.ts';
import { DeskConnection } from '../connection/desk-connection.ts';
import type { Socket, SocketEvents, Timers } from '../connection/desk-connection.ts';
import type { Outbox } from '../connection/outbox.ts';
import { initialDeskState, reduceDesk } from '../state/desk-state.ts';
import type { DeskAction, DeskState, PendingItem } from '../state/desk-state.ts';
import { createStore } from '../state/store.ts';
import type { Store } from '../state/store.ts';

export interface DeskClientParts {
  readonly open: (events: SocketEvents) => Socket;
  readonly timers: Timers;
  readonly checkSession: () => Promise<'valid' | 'signed-out' | 'unreachable'>;
  readonly outbox: Outbox;
}

export interface Draft {
  readonly kind: 'reply' | 'note';
  /** Made when writing began: however often it is sent, it is one message. */
  readonly clientMessageId: string;
  readonly customerId: string;
  readonly conversationId: string;
  readonly identityId: string;
  readonly parts: readonly WrittenPart[];
}

/** Threads that are kept followed; the one left longest ago goes. */
const MAX_FOLLOWED = 10;
const TYPING_EVERY_MS = 3000;

/** Everything that a tab can do, over one connection and one store. */
export class DeskClient {
  readonly store: Store<DeskState, DeskAction>;
  readonly #connection: DeskConnection;
  readonly #outbox: Outbox;
  readonly #timers: Timers;
  #followed: string[] = [];
  #typedAtMs = -Infinity;
  readonly #read = new Map<string, number>();

  constructor(parts: DeskClientParts) {
    this.store = createStore(reduceDesk, initialDeskState);
    this.#outbox = parts.outbox;
    this.#timers = parts.timers;
    this.#connection = new DeskConnection({
      open: parts.open,
      timers: parts.timers,
      checkSession: parts.checkSession,
      onFrame: (frame) => this.#take(frame),
      onState: (connection) => this.store.dispatch({ type: 'connection', connection }),
    });
  }

  start(): void {
    for (const pending of this.#outbox.load()) this.#send({ ...pending, state: 'sending', itemId: '' });
    this.#connection.start();
  }

  stop(): void {
    this.#connection.stop();
  }

  wake(): void {
    this.#connection.wake();
  }

  /** Shows a thread, from where this tab left it. */
  openThread(customerId: string): void {
    this.#followed = [customerId, ...this.#followed.filter((one) => one !== customerId)];
    this.#connection.follow(customerId, this.store.getState().threads[customerId]?.cursor ?? '');
    for (const left of this.#followed.splice(MAX_FOLLOWED)) {
      this.#connection.unfollow(left);
      this.store.dispatch({ type: 'thread-forgotten', customerId: left });
    }
  }

  /** Sends a reply or note: shown at once, kept over a reload, stored once. */
  submit(draft: Draft): void {
    const { cursor, seenUpToUs } = this.#seenOf(draft.customerId);
    const known = this.store.getState().pending.some((one) => one.clientMessageId === draft.clientMessageId);
    if (known) return;
    // What was sent is shown where it stands: at the end.
    this.store.dispatch({ type: 'window-closed', customerId: draft.customerId });
    this.#send({
      ...draft,
      cursor,
      seenUpToUs,
      createdAtMs: this.#timers.now(),
      state: 'sending',
      itemId: '',
      message: '',
    });
  }

  /** Sends a refused one again, against the thread as it is now. */
  resubmit(pending: PendingItem): void {
    this.#send({ ...pending, ...this.#seenOf(pending.customerId), state: 'sending', message: '' });
  }

  discardPending(clientMessageId: string): void {
    this.#outbox.remove(clientMessageId);
    this.store.dispatch({ type: 'pending-removed', clientMessageId });
  }

  setPresence(presence: Presence): Promise<Result> {
    return this.run({ kind: 'set-presence', presence });
  }

  /** Tells that this agent types; at most every 3 s. */
  typing(conversationId: string): void {
    const now = this.#timers.now();
    if (now - this.#typedAtMs < TYPING_EVERY_MS) return;
    this.#typedAtMs = now;
    this.#connection.sendTransient({ kind: 'typing', conversationId });
  }

  /** Notes how far this thread was read; never backwards. */
  markRead(customerId: string, upToUs: number): void {
    if (upToUs <= (this.#read.get(customerId) ?? 0)) return;
    this.#read.set(customerId, upToUs);
    void this.run({ kind: 'mark-read', customerId, upToUs });
  }

  /** Carries out any other command. */
  run(command: Command): Promise<Result> {
    return this.#connection.send(command);
  }

  /** Against what a reply is written: the thread's cursor, and its newest item. */
  #seenOf(customerId: string): Pick<PendingItem, 'cursor' | 'seenUpToUs'> {
    const thread = this.store.getState().threads[customerId];
    return { cursor: thread?.cursor ?? '', seenUpToUs: thread?.items.at(-1)?.atUs ?? 0 };
  }

  #take(frame: ServerFrame): void {
    this.store.dispatch({ type: 'frame', frame, nowMs: this.#timers.now() });
  }

  #send(pending: PendingItem): void {
    const { kind, clientMessageId, conversationId, identityId, parts, cursor } = pending;
    this.#outbox.put(pending);
    this.store.dispatch({ type: 'pending-added', pending });
    const command: Command =
      kind === 'reply'
        ? { kind, clientMessageId, conversationId, identityId, parts, cursor }
        : { kind, clientMessageId, conversationId, parts };
    void this.run(command).then((result) => this.#settle(clientMessageId, result));
  }

  #settle(clientMessageId: string, result: Result): void {
    if (result.code === 'ok' || result.code === 'held') {
      this.#outbox.remove(clientMessageId);
      this.store.dispatch({ type: 'pending-stored', clientMessageId, itemId: result.itemId });
      return;
    }
    const message = result.message === '' ? 'It could not be sent.' : result.message;
    this.store.dispatch({ type: 'pending-refused', clientMessageId, message });
  }
}
