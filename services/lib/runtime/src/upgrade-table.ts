import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { UpgradeRequest } from './http-host.ts';

type UpgradeHandler = (request: UpgradeRequest, socket: Duplex, head: Buffer) => void;

/** Hands WebSocket upgrades to the owner of their exact path and remembers the sockets, to end them when the port closes. */
export class UpgradeTable {
  readonly #handlers = new Map<string, UpgradeHandler>();
  readonly #sockets = new Set<Duplex>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(path: string, handle: UpgradeHandler): void {
    if (this.#handlers.has(path)) throw new Error(`upgrades of ${path} are taken already`);
    this.#handlers.set(path, handle);
  }

  dispatch(request: UpgradeRequest, socket: Duplex, head: Buffer, ready: boolean): void {
    // A socket that breaks before its owner listens would end the process.
    socket.on('error', () => socket.destroy());
    const handle = this.#handlers.get(request.url?.split('?')[0] ?? '');
    if (handle === undefined) return refuse(socket, '404 Not Found');
    if (!ready) return refuse(socket, '503 Service Unavailable');
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    try {
      handle(request, socket, head);
    } catch (error) {
      this.#logger.error({ err: error }, 'upgrade failed');
      socket.destroy();
    }
  }

  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
