import type { ServerNode, TcpProxy } from '../servers.ts';
import type { ServerProcess } from './server-process.ts';

/** A server process as tests see it. */
export function nodeOfProcess(server: ServerProcess, address: string, proxy?: TcpProxy): ServerNode {
  return {
    address,
    ...(proxy && { proxy }),
    kill: () => server.kill(),
    restart: async () => {
      await server.stop();
      await server.start();
    },
    pause: async () => server.pause(),
    resume: async () => server.resume(),
  };
}
