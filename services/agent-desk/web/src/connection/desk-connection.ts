import { closeCodes, HEARTBEAT_MS } from '../../../wire/frames.ts';
import type { ClientFrame, Command, Result, ServerFrame } from '../../../wire/frames.ts';
import type { ConnectionState } from '../state/desk-state.ts';

/** One socket, opening or open. `send` throws where it is not open. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketEvents {
  opened(): void;
  received(data: unknown): void;
  /** Once, also where it never opened. */
  closed(code: number): void;
}

export interface Timers {
  now(): number;
  /** Runs once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
  random(): number;
}

export interface DeskConnectionParts {
  readonly open: (events: SocketEvents) => Socket;
  readonly timers: Timers;
  /** Asked when a socket would not open: is the session still good? */
  readonly checkSession: () => Promise<'valid' | 'signed-out' | 'unreachable'>;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onState: (state: ConnectionState) => void;
}

interface Unanswered {
  readonly requestId: string;
  readonly command: Command;
  readonly resolve: (result: Result) => void;
  attempts: number;
  /** Set while it is on the wire; cleared when the wire breaks. */
  sentAtMs: number | undefined;
}

/** Longest pause between two tries to connect. */
export const MAX_BACKOFF_MS = 15_000;
/** A command unanswered for so long on a live connection: the connection is not what it seems. */
export const ANSWER_TIMEOUT_MS = 30_000;
/** How often a retryable refusal is retried before it is shown. */
export const MAX_ATTEMPTS = 5;
/** Most commands waiting for an answer. */
export const MAX_UNANSWERED = 500;

/**
 * The one socket of a tab. Every `welcome` is the point of resume, whichever part of the way broke: threads are followed
 * again from their cursors, then unanswered commands are sent again in their order under their old request ids.
 */
export class DeskConnection {
  readonly #parts: DeskConnectionParts;
  readonly #unanswered = new Map<string, Unanswered>();
  readonly #cursors = new Map<string, string>();
  readonly #prefix: string;
  #socket: Socket | undefined;
  #state: ConnectionState = 'connecting';
  #started = false;
  #counter = 0;
  #failures = 0;
  #cancelRetry: (() => void) | undefined;
  #cancelWatch: (() => void) | undefined;

  constructor(parts: DeskConnectionParts) {
    this.#parts = parts;
    this.#prefix = Math.floor(parts.timers.random() * 2 ** 48).toString(36);
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#connect();
  }

  /** Closes for good; unanswered commands stay unanswered. */
  stop(): void {
    this.#started = false;
    this.#cancelRetry?.();
    this.#drop();
  }

  /** Tries at once: the network or the tab has come back. */
  wake(): void {
    if (!this.#started || this.#socket !== undefined || this.#state === 'signed-out') return;
    this.#cancelRetry?.();
    this.#connect();
  }

  /** Sends a command until it is answered, over however many connections that takes. */
  send(command: Command): Promise<Result> {
    const requestId = `${this.#prefix}-${++this.#counter}`;
    if (this.#unanswered.size >= MAX_UNANSWERED) {
      const message = 'Too much is waiting to be sent. Wait until the connection is back.';
      return Promise.resolve({ requestId, code: 'unavailable', message, itemId: '', retryable: true });
    }
    return new Promise((resolve) => {
      const unanswered: Unanswered = { requestId, command, resolve, attempts: 0, sentAtMs: undefined };
      this.#unanswered.set(requestId, unanswered);
      if (this.#state === 'live') this.#transmit(unanswered);
    });
  }

  /** Sends what is worth nothing later (typing); dropped while not connected. */
  sendTransient(command: Command): void {
    if (this.#state === 'live')
      this.#write({ type: 'command', requestId: `${this.#prefix}-${++this.#counter}`, command });
  }

  /** Follows a thread, from where it was left. */
  follow(customerId: string, cursor: string): void {
    if (this.#cursors.has(customerId)) return;
    this.#cursors.set(customerId, cursor);
    if (this.#state === 'live') this.sendTransient({ kind: 'follow', customerId, cursor });
  }

  unfollow(customerId: string): void {
    if (this.#cursors.delete(customerId)) this.sendTransient({ kind: 'unfollow', customerId });
  }

  #connect(): void {
    this.#setState(this.#failures === 0 ? 'connecting' : 'offline');
    let opened = false;
    const socket: Socket = this.#parts.open({
      opened: () => {
        opened = true;
        if (socket === this.#socket) this.#watch();
      },
      received: (data) => {
        if (socket === this.#socket) this.#receive(data);
      },
      closed: (code) => {
        if (socket === this.#socket) this.#lost(code, opened);
      },
    });
    this.#socket = socket;
    this.#watch();
  }

  #receive(data: unknown): void {
    this.#watch();
    const frame = parseFrame(data);
    if (frame === undefined) return;
    if (frame.type === 'ping') {
      this.#write({ type: 'pong' });
      this.#checkAnswers();
    }
    if (frame.type === 'thread') this.#advance(frame.thread.customerId, frame.thread.cursor);
    // The state first: what a welcome brings must be there before what was waiting for it goes out.
    this.#parts.onFrame(frame);
    if (frame.type === 'welcome') this.#resume();
    if (frame.type === 'reconnecting') this.#interrupted();
    if (frame.type === 'result') this.#answered(frame.result);
  }

  #advance(customerId: string, cursor: string): void {
    if (cursor !== '' && this.#cursors.has(customerId)) this.#cursors.set(customerId, cursor);
  }

  #resume(): void {
    this.#failures = 0;
    this.#setState('live');
    for (const [customerId, cursor] of this.#cursors) this.sendTransient({ kind: 'follow', customerId, cursor });
    for (const unanswered of this.#unanswered.values()) this.#transmit(unanswered);
  }

  #interrupted(): void {
    for (const unanswered of this.#unanswered.values()) unanswered.sentAtMs = undefined;
    this.#setState('reconnecting');
  }

  #answered(result: Result): void {
    const unanswered = this.#unanswered.get(result.requestId);
    if (unanswered === undefined) return;
    if (result.retryable && ++unanswered.attempts < MAX_ATTEMPTS) {
      unanswered.sentAtMs = undefined;
      this.#parts.timers.after(500 * 2 ** unanswered.attempts, () => {
        if (this.#state === 'live' && this.#unanswered.has(result.requestId)) this.#transmit(unanswered);
      });
      return;
    }
    this.#unanswered.delete(result.requestId);
    unanswered.resolve(result);
  }

  #checkAnswers(): void {
    const limit = this.#parts.timers.now() - ANSWER_TIMEOUT_MS;
    const stuck = [...this.#unanswered.values()].some(({ sentAtMs }) => sentAtMs !== undefined && sentAtMs < limit);
    if (stuck) this.#lost(closeCodes.silent, true);
  }

  #lost(code: number, opened: boolean): void {
    this.#drop();
    if (!this.#started) return;
    if (code === closeCodes.signedOut) return this.#signedOut();
    this.#failures += 1;
    this.#setState('offline');
    const ceiling = code === closeCodes.restart ? 5000 : Math.min(MAX_BACKOFF_MS, 500 * 2 ** this.#failures);
    this.#cancelRetry = this.#parts.timers.after(200 + this.#parts.timers.random() * ceiling, () => this.#connect());
    if (!opened) void this.#askSession();
    return undefined;
  }

  async #askSession(): Promise<void> {
    if ((await this.#parts.checkSession()) === 'signed-out' && this.#started) this.#signedOut();
  }

  #signedOut(): void {
    this.#cancelRetry?.();
    this.#drop();
    this.#setState('signed-out');
  }

  #drop(): void {
    this.#cancelWatch?.();
    const socket = this.#socket;
    this.#socket = undefined;
    for (const unanswered of this.#unanswered.values()) unanswered.sentAtMs = undefined;
    socket?.close();
  }

  /** A browser does not notice a dead line: three silent heartbeats are one. */
  #watch(): void {
    this.#cancelWatch?.();
    this.#cancelWatch = this.#parts.timers.after(3 * HEARTBEAT_MS, () => this.#lost(closeCodes.silent, true));
  }

  #transmit(unanswered: Unanswered): void {
    unanswered.sentAtMs = this.#parts.timers.now();
    this.#write({ type: 'command', requestId: unanswered.requestId, command: unanswered.command });
  }

  #write(frame: ClientFrame): void {
    try {
      this.#socket?.send(JSON.stringify(frame));
    } catch {
      // Not open any more: `closed` follows, and what is unanswered is sent again.
    }
  }

  #setState(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#parts.onState(state);
  }
}

function parseFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const frame = JSON.parse(data) as ServerFrame | null;
    return typeof frame?.type === 'string' ? frame : undefined;
  } catch {
    return undefined;
  }
}
