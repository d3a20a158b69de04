import { setTimeout as pause } from 'node:timers/promises';
import { IN_ONE_PROCESS, type Fault } from './fault.ts';

/** Longer than a group's session (6 s), and than the patience of some providers. */
const FROZEN_MS = 8000;

export const freeze: Fault = {
  name: 'freeze',
  about: `SIGSTOP of the process for ${FROZEN_MS / 1000} s, then it goes on as if nothing had happened`,
  engines: IN_ONE_PROCESS,
  async inject({ deployment, recoveryBegins }) {
    const [process] = deployment.processes;
    await process?.pause();
    await pause(FROZEN_MS);
    recoveryBegins();
    await process?.resume();
  },
};
