import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';

/** An HTTP server on 127.0.0.1 that can go down and come back at the same port. */
export class ProviderServer {
  readonly #listener: RequestListener;
  #server: Server | undefined;
  #port: number;

  constructor(listener: RequestListener, port: number) {
    this.#listener = listener;
    this.#port = port;
  }

  /** Opens the port; 0 lets the system choose once, for good. Repeatable. */
  async comeUp(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer({ maxHeaderSize: 32 * 1024 }, this.#listener);
    this.#server = server;
    server.listen(this.#port, '127.0.0.1');
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

  /** `http://127.0.0.1:port`, known after the first `comeUp`. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }
}
