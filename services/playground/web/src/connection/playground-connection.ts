import type { Act, ClientFrame, ServerFrame } from '../../../wire/frames.ts';
import type { ConnectionStatus } from '../state/view.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/** The part of a WebSocket that is used. */
export interface PageSocket {
  send(data: string): void;
  close(): void;
}

export interface SocketListener {
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  /** Once, whether it was ever open or not. */
  readonly onClose: () => void;
}

export type ActOutcome =
  { readonly kind: 'done'; readonly personId?: string } | { readonly kind: 'refused'; readonly message: string };

export interface ConnectionParts {
  readonly openSocket: (listener: SocketListener) => PageSocket;
  readonly onFrame: (frame: ServerFrame) => void;
  readonly onStatus: (status: ConnectionStatus) => void;
  /** Calls `run` after a while; returns how to call it off. */
  readonly after: (waitMs: number, run: () => void) => () => void;
}

const LOST: ActOutcome = { kind: 'refused', message: 'The connection was lost: please try again.' };

/**
 * The page's line to the server. After a break it connects again, waiting longer each time, and is given the whole state.
 * An act that was under way when the line broke is reported as lost and never repeated: a customer's message must not be
 * written twice.
 */
export class PlaygroundConnection {
  readonly #parts: ConnectionParts;
  readonly #pending = new Map<string, (outcome: ActOutcome) => void>();
  #socket: PageSocket | undefined;
  #isOpen = false;
  #failures = 0;
  #nextId = 1;
  #callOff: (() => void) | undefined;
  #isEnded = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#connect();
  }

  act(act: Act): Promise<ActOutcome> {
    if (!this.#isOpen || this.#socket === undefined) return Promise.resolve(LOST);
    const frame: ClientFrame = { type: 'act', id: String(this.#nextId), act };
    this.#nextId += 1;
    this.#socket.send(JSON.stringify(frame));
    return new Promise((resolve) => this.#pending.set(frame.id, resolve));
  }

  end(): void {
    this.#isEnded = true;
    this.#callOff?.();
    this.#socket?.close();
  }

  #connect(): void {
    this.#socket = this.#parts.openSocket({
      onOpen: () => void (this.#isOpen = true),
      onText: (text) => this.#receive(JSON.parse(text) as ServerFrame),
      onClose: () => this.#closed(),
    });
  }

  #receive(frame: ServerFrame): void {
    if (frame.type === 'state') {
      this.#failures = 0;
      this.#parts.onStatus('live');
    }
    if (frame.type === 'done') {
      this.#settle(frame.id, { kind: 'done', ...(frame.personId === undefined ? {} : { personId: frame.personId }) });
    } else if (frame.type === 'refused') {
      this.#settle(frame.id, { kind: 'refused', message: frame.message });
    } else {
      this.#parts.onFrame(frame);
    }
  }

  #settle(id: string, outcome: ActOutcome): void {
    this.#pending.get(id)?.(outcome);
    this.#pending.delete(id);
  }

  #closed(): void {
    this.#isOpen = false;
    this.#socket = undefined;
    for (const resolve of this.#pending.values()) resolve(LOST);
    this.#pending.clear();
    if (this.#isEnded) return;
    this.#parts.onStatus('lost');
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#callOff = this.#parts.after(waitMs, () => this.#connect());
  }
}
