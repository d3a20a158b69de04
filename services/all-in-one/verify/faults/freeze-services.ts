import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

/** Longer than a group's session (6 s): others own what it still believes to own when it wakes. */
const FROZEN_MS = 9000;

export const freezeServices: Fault = {
  name: 'freeze-services',
  about: `SIGSTOP for ${FROZEN_MS / 1000} s of one replica of routing and of one channel: they wake as if nothing had happened`,
  engines: ['cluster'],
  async inject({ deployment, random, recoveryBegins }) {
    const routing = random.pick(deployment.processes.filter(({ service }) => service === 'routing'));
    const channel = random.pick(deployment.processes.filter(({ service }) => service.startsWith('channel-')));
    for (const one of [routing, channel]) await one.pause();
    await pause(FROZEN_MS);
    recoveryBegins();
    for (const one of [routing, channel]) await one.resume();
  },
};
