import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { IN_ONE_PROCESS, type Fault } from './fault.ts';
import { LAUNCHER } from './disk-full.ts';

const MOVED_MS = 5000;
const SO_LONG_MS = 3000;
const MOVED_CLOCK = pathToFileURL(join(import.meta.dirname, 'moved-clock.mjs')).href;

export const clockMoved: Fault = {
  name: 'clock-moved',
  about: `the process runs with a clock ${MOVED_MS / 1000} s ahead and then with one ${MOVED_MS / 1000} s behind, then with the right one`,
  engines: IN_ONE_PROCESS,
  async inject({ deployment, clocksMoved, recoveryBegins }) {
    const [process] = deployment.processes;
    clocksMoved(2 * MOVED_MS);
    for (const byMs of [MOVED_MS, -MOVED_MS, 0]) {
      await process?.kill();
      process?.launchThrough(byMs === 0 ? LAUNCHER : [...LAUNCHER, ...movedBy(byMs)]);
      recoveryBegins();
      await process?.start();
      if (byMs !== 0) await pause(SO_LONG_MS);
    }
  },
};

const movedBy = (byMs: number): string[] => ['env', `NODE_OPTIONS=--import=${MOVED_CLOCK}?ms=${byMs}`];
