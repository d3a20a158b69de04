import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GUARD = join(import.meta.dirname, 'guard.sh');

/** Data of servers that must not outlive this process. */
export interface GuardedFolder {
  readonly path: string;
  /** Kills the servers that run on it and removes it; repeatable. The same happens by itself when this process dies. */
  release(): Promise<void>;
}

/** A fresh folder in the temp folder, with a process beside us that sweeps it up after us, even after a SIGKILL. */
export async function openGuardedFolder(): Promise<GuardedFolder> {
  const path = await mkdtemp(join(tmpdir(), 'onethread-servers-'));
  // In a session of its own: a signal to our whole group must not take the guard along.
  const guard = spawn('sh', [GUARD, path], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  await once(guard, 'spawn');
  const exited = once(guard, 'exit');
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  guard.stdin.on('error', () => undefined);
  let released: Promise<void> | undefined;
  return {
    path,
    release() {
      released ??= (async () => {
        guard.ref();
        guard.stdin.end();
        await exited;
        // Where somebody killed the guard.
        await rm(path, { recursive: true, force: true });
      })();
      return released;
    },
  };
}
