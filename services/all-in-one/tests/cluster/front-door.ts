import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { isReady } from './is-ready.ts';

const PROBE_EVERY_MS = 500;

/** A replica behind a door: where it takes connections, and where it says whether it is ready. */
export interface Behind {
  readonly port: number;
  readonly adminPort: number;
}

/** One address for all replicas of a service, as an ingress or a load balancer has: HTTP, WebSocket and SMTP alike. */
export interface FrontDoor {
  readonly port: number;
  close(): Promise<void>;
}

/** Hands each new connection to the next replica that was ready when it was last asked. */
export async function openFrontDoor(replicas: readonly Behind[]): Promise<FrontDoor> {
  let ready: readonly Behind[] = [];
  let turn = 0;
  let probing: Promise<void> | undefined;
  const sockets = new Set<Socket>();
  const probe = (): Promise<void> => (probing ??= probeAll().finally(() => (probing = undefined)));

  async function probeAll(): Promise<void> {
    const answers = await Promise.all(replicas.map(({ adminPort }) => isReady(adminPort)));
    ready = replicas.filter((_, index) => answers[index]);
  }

  const server = createServer((client) => {
    keep(client);
    client.pause();
    void handOver(client);
  });

  async function handOver(client: Socket): Promise<void> {
    if (ready.length === 0) await probe();
    turn += 1;
    const replica = ready[turn % Math.max(1, ready.length)];
    if (replica === undefined) return void client.destroy();
    const inside = keep(connect(replica.port, '127.0.0.1'));
    // Half of a broken connection is of no use to the other half.
    inside.once('close', () => client.destroy());
    client.once('close', () => inside.destroy());
    inside.once('error', () => void probe());
    client.pipe(inside);
    inside.pipe(client);
  }

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    return socket;
  }

  const timer = setInterval(() => void probe(), PROBE_EVERY_MS);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      clearInterval(timer);
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      await probing;
    },
  };
}
