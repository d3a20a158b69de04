import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';
import type { TcpProxy } from './servers.ts';

const NAGLE_OFF = true;
/** Bytes held back per direction by `delay`, after which the sender is slowed down. */
const MAX_HELD_BYTES = 16_777_216;

/** A proxy on a free loopback port before `to` (`host:port`). The server behind it may be down: connections then break. */
export async function openTcpProxy({ to }: { readonly to: string }): Promise<TcpProxy> {
  const target = new URL(`tcp://${to}`);
  const open = new Set<Socket>();
  const state = { dropping: false, delayMs: 0 };
  const server = createServer({ noDelay: NAGLE_OFF, allowHalfOpen: false }, (client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: NAGLE_OFF });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    client.pipe(held(() => state.delayMs)).pipe(upstream);
    upstream
      .pipe(held(() => state.delayMs))
      .pipe(dropped(() => state.dropping))
      .pipe(client);
  });
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const cut = () => {
    if (server.listening) server.close();
    for (const socket of open) socket.resetAndDestroy();
  };
  const port = await listen(0);
  return {
    address: `127.0.0.1:${port}`,
    port,
    cut,
    restore: async () => {
      if (!server.listening) await listen(port);
    },
    dropAnswers: (on) => {
      state.dropping = on;
    },
    delay: (milliseconds) => {
      state.delayMs = milliseconds;
    },
    close: async () => {
      const closed = server.listening ? once(server, 'close') : undefined;
      cut();
      await closed;
    },
  };
}

/** Each part passes so long after it came, in order, while parts that come meanwhile do not wait for it a second time. */
function held(delayMs: () => number): Transform {
  return new Transform({
    readableHighWaterMark: MAX_HELD_BYTES,
    transform(part: Buffer, _encoding, done: TransformCallback) {
      const wait = delayMs();
      if (wait <= 0) return done(null, part);
      setTimeout(() => done(null, part), wait);
    },
  });
}

function dropped(dropping: () => boolean): Transform {
  return new Transform({
    transform(part: Buffer, _encoding, done: TransformCallback) {
      done(null, dropping() ? undefined : part);
    },
  });
}
