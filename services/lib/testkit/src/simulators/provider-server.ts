import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';

/** Where a simulator stands when its callers are on other machines. */
export interface ProviderPlace {
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** How callers reach it, without a trailing slash. Default `http://127.0.0.1:port`. */
  readonly origin?: string;
}

/** An HTTP server that can go down and come back at the same port. */
export class ProviderServer {
  readonly #listener: RequestListener;
  #server: Server | undefined;
  #port: number;
  readonly #place: ProviderPlace;

  constructor(listener: RequestListener, port: number, place: ProviderPlace = {}) {
    this.#listener = listener;
    this.#port = port;
    this.#place = place;
  }

  /** Opens the port; 0 lets the system choose once, for good. Repeatable. */
  async comeUp(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer({ maxHeaderSize: 32 * 1024 }, this.#listener);
    this.#server = server;
    server.listen(this.#port, this.#place.host ?? '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Closes the port and breaks every connection: callers are refused. Repeatable. */
  async goDown(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  /** Where callers reach it; known after the first `comeUp`. */
  get url(): string {
    return this.#place.origin ?? `http://127.0.0.1:${this.#port}`;
  }
}
