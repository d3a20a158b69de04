import type { ServerNode, TcpProxy } from '../servers.ts';
import type { ServerProcess } from './server-process.ts';

/** A server process as tests see it. */
export function nodeOfProcess(server: ServerProcess, port: number, proxy: TcpProxy | undefined): ServerNode {
  return {
    address: `127.0.0.1:${port}`,
    ...(proxy && { proxy }),
    kill: () => server.kill(),
    restart: async () => {
      await server.stop();
      await server.start();
    },
    pause: () => server.pause(),
    resume: () => server.resume(),
  };
}
