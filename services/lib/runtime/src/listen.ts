import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Binds and tells the real port (it may have been 0). Rejects with the system's error: port taken, not allowed. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/**
 * Prepares the end of a server: call it before it listens. The returned function stops listening, lets requests in work
 * finish for at most `graceMs`, then ends every connection that is left.
 */
export function closerOf(server: Server, graceMs: number, endTheRest: () => void = () => {}): () => Promise<void> {
  let inWork = 0;
  let whenIdle: (() => void) | undefined;
  server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    inWork += 1;
    response.once('close', () => {
      inWork -= 1;
      if (inWork === 0) whenIdle?.();
    });
  });
  return async () => {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if (inWork > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const impatience = setTimeout(resolve, graceMs);
      whenIdle = resolve;
      await promise;
      clearTimeout(impatience);
    }
    server.closeAllConnections();
    endTheRest();
    await closed;
  };
}
