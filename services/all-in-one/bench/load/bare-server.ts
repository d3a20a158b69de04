import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRpcServer, type AgentServiceHandlers } from '@onethread/rpc';
import { WebSocketServer } from 'ws';
import type { HeldMemory } from './inspected-memory.ts';

/** As long as what an agent is told first among a hundred colleagues: HTTP/2 keeps the buffers that it needed once. */
const WELCOME = 'w'.repeat(7000);

/**
 * A server that does nothing but hold what is opened: what sockets and streams cost by themselves. Forked with `ws` or
 * `grpc` and `--expose-gc`; tells its port, then its memory whenever it is asked.
 */
async function listen(kind: string | undefined): Promise<number> {
  if (kind === 'ws') {
    const http = createServer();
    const server = new WebSocketServer({ server: http, perMessageDeflate: false });
    server.on('connection', (socket) =>
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
    );
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return (http.address() as AddressInfo).port;
  }
  const server = createRpcServer(
    { port: 0 },
    {
      agent: {
        Work: (call: Parameters<AgentServiceHandlers['Work']>[0]) => {
          call.on('data', ({ requestId }) => void call.write({ result: { requestId, message: WELCOME } }));
          call.on('end', () => call.end());
        },
      },
    },
  );
  return await server.start();
}

const port = await listen(process.argv[2]);
process.send?.({ port });
process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, heapUsed, external } satisfies HeldMemory);
});
process.on('disconnect', () => process.exit());
