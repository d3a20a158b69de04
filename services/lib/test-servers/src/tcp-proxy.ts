import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { pipeline, Transform, type TransformCallback } from 'node:stream';
import { delayLine } from './delay-line.ts';
import { freePorts } from './processes/free-ports.ts';
import type { TcpProxy } from './servers.ts';

/** Half open: a side that has said all still hears, and what is under way still arrives. */
const SOCKETS = { noDelay: true, allowHalfOpen: true };

/**
 * A proxy on a free loopback port before `to` (`host:port`). It accepts connections while the server behind it is down;
 * those break, as they do at a load balancer.
 */
export async function openTcpProxy({ to }: { readonly to: string }): Promise<TcpProxy> {
  const target = new URL(`tcp://${to}`);
  const sockets = new Set<Socket>();
  let dropping = false;
  let delayMs = 0;
  const server = createServer(SOCKETS, (client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port), ...SOCKETS });
    const broken = (error?: Error | null) => {
      if (!error) return;
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    pipeline(
      client,
      delayLine(() => delayMs),
      upstream,
      broken,
    );
    pipeline(
      upstream,
      swallow(() => dropping),
      delayLine(() => delayMs),
      client,
      broken,
    );
  });
  const listen = async (wanted: number): Promise<number> => {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const cut = () => {
    if (server.listening) server.close();
    for (const socket of sockets) reset(socket);
  };
  // Not a port of the range for outgoing connections: it must still be free at `restore`.
  const [free = 0] = await freePorts(1);
  const port = await listen(free);
  return {
    address: `127.0.0.1:${port}`,
    port,
    cut,
    restore: async () => {
      if (!server.listening) await listen(port);
    },
    dropAnswers: (on) => {
      dropping = on;
    },
    delay: (milliseconds) => {
      delayMs = milliseconds;
    },
    close: async () => {
      // Not `once` of events: it would throw whatever a broken connection says before it closes.
      const closed = Promise.all(
        [...sockets].map((socket) => new Promise((resolve) => void socket.once('close', resolve))),
      );
      cut();
      await closed;
    },
  };
}

/** Where our end is being shut down already, a reset is refused and the connection would stay open for ever. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

function swallow(swallowing: () => boolean): Transform {
  return new Transform({
    transform(part: Buffer, _encoding, done: TransformCallback) {
      done(null, swallowing() ? undefined : part);
    },
  });
}
