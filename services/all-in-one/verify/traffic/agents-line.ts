import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The line between agents and Onethread: what they reach it by, until it is cut. */
export interface AgentsLine {
  /** In the form of the address that it stands in front of. */
  readonly address: string;
  /** Breaks these connections at once, as a network does; new ones are taken. Gives how many were broken. */
  cut(which: () => boolean): number;
  close(): Promise<void>;
}

/** Opens a line to one replica or to several. */
export async function openAgentsLine(grpcAddress: string): Promise<AgentsLine> {
  const lines = new Set<readonly [Socket, Socket]>();
  const servers: Server[] = [];
  const scheme = /^ipv4:/u.exec(grpcAddress)?.[0] ?? '';
  const addresses: string[] = [];
  for (const target of grpcAddress.slice(scheme.length).split(',')) {
    const server = createServer((agent) => join(agent, target, lines));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    addresses.push(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  const cut = (which: () => boolean): number => {
    const broken = [...lines].filter(which);
    for (const ends of broken) for (const end of ends) end.resetAndDestroy();
    return broken.length;
  };
  return {
    address: `${scheme}${addresses.join(',')}`,
    cut,
    async close() {
      const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
      cut(() => true);
      await Promise.all(closed);
    },
  };
}

function join(agent: Socket, target: string, lines: Set<readonly [Socket, Socket]>): void {
  const at = target.lastIndexOf(':');
  const onethread = connect(Number(target.slice(at + 1)), target.slice(0, at));
  const ends = [agent, onethread] as const;
  lines.add(ends);
  for (const end of ends) {
    end.on('error', () => {});
    end.on('close', () => {
      lines.delete(ends);
      for (const other of ends) other.destroy();
    });
  }
  agent.pipe(onethread).pipe(agent);
}
