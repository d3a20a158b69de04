import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

const DOWN_MS = 2000;

export const killBroker: Fault = {
  name: 'kill-broker',
  about: `SIGKILL of a broker, started again after ${DOWN_MS / 1000} s; recovery is counted from its start`,
  engines: ['kafka-sqlite', 'cluster'],
  async inject({ deployment, random, recoveryBegins }) {
    const broker = random.pick(deployment.brokers);
    await broker.kill();
    await pause(DOWN_MS);
    recoveryBegins();
    await broker.start();
  },
};
