import { CLOSE_CODES, type ClientFrame, type ServerFrame } from '../protocol.ts';
import { backOffMs } from './back-off.ts';

/**
 * - `idle`: not wanted yet
 * - `connecting`: from the call for credentials to the welcome
 * - `live`: welcomed
 * - `waiting`: tries again later, or at once when woken
 * - `offline`: the device says that it has no network
 * - `stopped`: the server forbids this page; only a new start tries again
 */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'waiting' | 'offline' | 'stopped';

type Hello = Extract<ClientFrame, { type: 'hello' }>;

/** What is needed of a WebSocket: that of browsers, of Node, or of a library that has the same events. */
export interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void;
}

const WELCOME_WITHIN_MS = 15_000;
const PONG_WITHIN_MS = 10_000;
/** Quicker after the page was hidden: a socket that died in its sleep is the usual case. */
const PONG_AFTER_SLEEP_WITHIN_MS = 4_000;
const RESTART_JITTER_MS = 5_000;

export interface ConnectionParts {
  readonly openSocket: () => Socket;
  /** Called anew for each attempt: fresh credentials, the last cursor. */
  readonly hello: () => Promise<Hello>;
  readonly isOnline: () => boolean;
  /** 0 to 1. */
  readonly random: () => number;
  readonly stateChanged: (state: ConnectionState) => void;
  readonly frame: (frame: ServerFrame) => void;
  /** The server did not take the credentials; what it said. */
  readonly credentialsRefused: (code: string | undefined) => void;
}

/** One socket that is kept open: connects again with jitter, and at once when there is reason to hope. */
export class Connection {
  readonly #parts: ConnectionParts;
  #state: ConnectionState = 'idle';
  #socket: Socket | undefined;
  #attempt = 0;
  #failures = 0;
  #refusals = 0;
  #errorCode: string | undefined;
  #heartbeatMs = 25_000;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    if (this.#state === 'idle' || this.#state === 'stopped') void this.#connect();
  }

  stop(): void {
    this.#drop();
    this.#become('idle');
  }

  /** False when it could not even be written; true promises nothing: only an answer does. */
  send(frame: ClientFrame): boolean {
    if (this.#state !== 'live' || this.#socket === undefined) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** The network is back or the page is looked at again. */
  wake(): void {
    if (this.#state === 'waiting' || this.#state === 'offline') void this.#connect();
    else if (this.#state === 'live') this.#ping(PONG_AFTER_SLEEP_WITHIN_MS);
  }

  networkLost(): void {
    if (this.#state === 'idle' || this.#state === 'stopped') return;
    this.#drop();
    this.#become('offline');
  }

  /** Gives the socket up and makes a new one: it stays silent, or its cursor is of no use any more. */
  restart(): void {
    if (this.#state !== 'live' && this.#state !== 'connecting') return;
    this.#drop();
    this.#retryIn(backOffMs(this.#failures++, this.#parts.random));
  }

  async #connect(): Promise<void> {
    this.#drop();
    const attempt = this.#attempt;
    this.#become('connecting');
    let hello: Hello;
    try {
      hello = await this.#parts.hello();
    } catch {
      if (attempt === this.#attempt) this.#retryIn(backOffMs(this.#failures++, this.#parts.random));
      return;
    }
    if (attempt !== this.#attempt) return;
    this.#errorCode = undefined;
    const socket = this.#parts.openSocket();
    this.#socket = socket;
    this.#expectWithin(WELCOME_WITHIN_MS);
    // What a socket that was given up says is of no interest any more.
    const current = (): boolean => this.#socket === socket;
    socket.addEventListener('open', () => current() && socket.send(JSON.stringify(hello)));
    socket.addEventListener('message', ({ data }) => current() && this.#take(data));
    socket.addEventListener('close', ({ code }) => current() && this.#closed(code));
  }

  #take(data: unknown): void {
    const frame = frameOf(data);
    // Something between us and the server spoke in its place.
    if (frame === undefined) return this.restart();
    clearTimeout(this.#deadline);
    if (frame.type === 'error') this.#errorCode = frame.code;
    if (frame.type === 'welcome') {
      this.#heartbeatMs = frame.heartbeatMs;
      this.#refusals = 0;
      this.#become('live');
      this.#scheduleBeat();
    }
    // Only a connection that brought something is proof that the next failure is a new one.
    if (frame.type === 'feed') this.#failures = 0;
    this.#parts.frame(frame);
  }

  #scheduleBeat(): void {
    clearTimeout(this.#beat);
    this.#beat = setTimeout(() => {
      this.#ping(PONG_WITHIN_MS);
      this.#scheduleBeat();
    }, this.#heartbeatMs);
  }

  #ping(withinMs: number): void {
    this.send({ type: 'ping' });
    this.#expectWithin(withinMs);
  }

  #expectWithin(ms: number): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.restart(), ms);
  }

  #closed(code: number): void {
    const errorCode = this.#errorCode;
    this.#drop();
    switch (code) {
      case CLOSE_CODES.forbidden:
        this.#become('stopped');
        return;
      case CLOSE_CODES.badToken:
        this.#parts.credentialsRefused(errorCode);
        // The first time fresh credentials deserve a try at once.
        this.#retryIn(this.#refusals++ === 0 ? 0 : backOffMs(this.#refusals, this.#parts.random));
        return;
      case CLOSE_CODES.restart:
        this.#retryIn(this.#parts.random() * RESTART_JITTER_MS);
        return;
      default:
        this.#retryIn(backOffMs(this.#failures++, this.#parts.random));
    }
  }

  #retryIn(ms: number): void {
    if (!this.#parts.isOnline()) {
      this.#become('offline');
      return;
    }
    this.#become('waiting');
    this.#retry = setTimeout(() => void this.#connect(), ms);
  }

  #drop(): void {
    this.#attempt += 1;
    clearTimeout(this.#retry);
    clearTimeout(this.#deadline);
    clearTimeout(this.#beat);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #become(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#parts.stateChanged(state);
  }
}

function frameOf(data: unknown): ServerFrame | undefined {
  try {
    return JSON.parse(String(data)) as ServerFrame;
  } catch {
    return undefined;
  }
}
