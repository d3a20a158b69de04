import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

/** Until the group gave its partitions to the other replica, and then some. */
const AWAY_MS = 8000;

export const killRouting: Fault = {
  name: 'kill-routing',
  about: `SIGKILL of one replica of routing, which stays away for ${AWAY_MS / 1000} s: the other takes over pools, streams and partitions`,
  engines: ['cluster'],
  async inject({ deployment, random, recoveryBegins }) {
    const one = random.pick(deployment.processes.filter(({ service }) => service === 'routing'));
    await one.kill();
    recoveryBegins();
    await pause(AWAY_MS);
    await one.start();
  },
};
