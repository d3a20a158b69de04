import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A port in front of another one, so that a test may take a process off the network. */
export interface TcpRelay {
  /** 127.0.0.1:<port> */
  readonly address: string;
  /** Breaks every connection and takes no more, as when the machine behind it is gone. Repeatable. */
  cut(): Promise<void>;
}

export async function openTcpRelay(toPort: number): Promise<TcpRelay> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  };
  const server = createServer((client) => {
    const target = connect(toPort, '127.0.0.1');
    keep(client);
    keep(target);
    client.on('close', () => target.destroy());
    target.on('close', () => client.destroy());
    client.pipe(target).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let closed: Promise<unknown> | undefined;
  return {
    address: `127.0.0.1:${port}`,
    cut: async () => {
      closed ??= Promise.resolve(server.listening ? new Promise((resolve) => server.close(resolve)) : undefined);
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
