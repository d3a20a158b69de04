import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range from which systems take ports of outgoing connections: a killed server's port is free at its restart. */
const FIRST_PORT = 20_000;
const LAST_PORT = 31_999;
const MAX_ATTEMPTS = 1000;

/** Thrown when a thousand ports in a row are taken. */
export class NoFreePortError extends Error {
  readonly code = 'no-free-port';
  readonly retryable = true;
}

/** Loopback ports that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let attempt = 0; attempt < MAX_ATTEMPTS && ports.size < count; attempt++) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (!ports.has(port) && (await isFree(port))) ports.add(port);
  }
  if (ports.size < count) throw new NoFreePortError(`found only ${ports.size} of ${count} free ports`);
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
