import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { IN_ONE_PROCESS, type Fault } from './fault.ts';

const FULL_MS = 4000;
/** Every write beyond this fails: SQLite's journals are longer at once. */
const FULL_AT_BYTES = 4096;

export const diskFull: Fault = {
  name: 'disk-full',
  about: `no file of the process can grow for ${FULL_MS / 1000} s (a limit of the kernel, as a full disk or quota does it)`,
  engines: IN_ONE_PROCESS,
  async inject({ deployment, recoveryBegins }) {
    const pid = deployment.processes[0]?.pid;
    if (pid === undefined) throw new Error('it does not run');
    limitFiles(pid, String(FULL_AT_BYTES));
    await pause(FULL_MS);
    recoveryBegins();
    limitFiles(pid, 'unlimited');
  },
};

/** Without the trap the kernel would end a process that writes beyond its limit, where a full disk only refuses. */
export const LAUNCHER = ['bash', '-c', `trap '' XFSZ; exec "$@"`, 'onethread'];

function limitFiles(pid: number, size: string): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${size}:unlimited`]);
}
