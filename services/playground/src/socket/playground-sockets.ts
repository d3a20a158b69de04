import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@onethread/runtime';
import { WebSocketServer, type WebSocket } from 'ws';
import { CLOSE_CODES, MAX_FRAME_BYTES } from '../../wire/frames.ts';
import { isOwnOrigin } from '../http/origins.ts';
import type { PlaygroundMetrics } from '../playground-metrics.ts';
import type { Stage } from '../stage.ts';
import { serveSocket } from './serve-socket.ts';

/** Pages that look at the playground at once. */
export const MAX_SOCKETS = 32;
/** How often each page is asked whether it is still there. */
const PING_EVERY_MS = 30_000;
/** What stays open this long after the goodbye is cut. */
const GOODBYE_MS = 1_000;

export interface SocketParts {
  readonly stage: Stage;
  readonly metrics: PlaygroundMetrics;
  readonly logger: Logger;
  readonly publicUrl: () => string;
  readonly now: () => number;
}

/** The sockets of all open pages. */
export class PlaygroundSockets {
  readonly #parts: SocketParts;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  readonly #open = new Map<WebSocket, { isAlive: boolean }>();
  #ping: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(parts: SocketParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#ping = setInterval(() => this.#pingAll(), PING_EVERY_MS).unref();
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const refusal = this.#refusalOf(request);
    if (refusal !== undefined) {
      this.#parts.metrics.refused.inc({ reason: refusal.reason });
      socket.end(`HTTP/1.1 ${refusal.status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#accept(webSocket));
  };

  /** Asks every page to come back later and waits until all are gone. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#ping);
    const gone = [...this.#open.keys()].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of this.#open.keys()) socket.close(CLOSE_CODES.restart);
    const cut = setTimeout(() => {
      for (const socket of this.#open.keys()) socket.terminate();
    }, GOODBYE_MS);
    await Promise.all(gone);
    clearTimeout(cut);
  }

  #refusalOf(request: IncomingMessage): { readonly status: string; readonly reason: string } | undefined {
    if (this.#isStopping) return { status: '503 Service Unavailable', reason: 'stopping' };
    if (!isOwnOrigin(request, this.#parts.publicUrl())) return { status: '403 Forbidden', reason: 'origin' };
    if (this.#open.size >= MAX_SOCKETS) return { status: '429 Too Many Requests', reason: 'sockets' };
    return undefined;
  }

  #accept(socket: WebSocket): void {
    const entry = { isAlive: true };
    this.#open.set(socket, entry);
    this.#parts.metrics.sockets.set(this.#open.size);
    socket.on('pong', () => void (entry.isAlive = true));
    socket.once('close', () => {
      this.#open.delete(socket);
      this.#parts.metrics.sockets.set(this.#open.size);
    });
    serveSocket(socket, this.#parts);
  }

  #pingAll(): void {
    for (const [socket, entry] of this.#open) {
      if (!entry.isAlive) socket.terminate();
      entry.isAlive = false;
      socket.ping();
    }
  }
}
