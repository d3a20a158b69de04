import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { HeldMemory } from './inspected-memory.ts';

/** A bare server in a process of its own, to be measured. */
export interface BareServer {
  readonly port: number;
  memory(): Promise<HeldMemory>;
  stop(): Promise<void>;
}

export async function startBareServer(kind: 'ws' | 'grpc'): Promise<BareServer> {
  const child = fork(join(import.meta.dirname, 'bare-server.ts'), [kind], { execArgv: ['--expose-gc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    async memory() {
      child.send('memory');
      return ((await once(child, 'message')) as [HeldMemory])[0];
    },
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
