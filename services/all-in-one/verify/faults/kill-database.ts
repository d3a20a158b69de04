import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

const DOWN_MS = 2000;

export const killDatabase: Fault = {
  name: 'kill-database',
  about: `SIGKILL of the document store, started again after ${DOWN_MS / 1000} s; recovery is counted from its start`,
  engines: ['cluster'],
  async inject({ deployment, recoveryBegins }) {
    await deployment.database?.kill();
    await pause(DOWN_MS);
    recoveryBegins();
    await deployment.database?.start();
  },
};
