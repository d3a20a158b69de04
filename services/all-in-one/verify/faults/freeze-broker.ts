import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

const FROZEN_MS = 9000;

export const freezeBroker: Fault = {
  name: 'freeze-broker',
  about: `SIGSTOP of a broker for ${FROZEN_MS / 1000} s: it holds its connections and answers nothing`,
  engines: ['kafka-sqlite', 'cluster'],
  async inject({ deployment, random, recoveryBegins }) {
    const broker = random.pick(deployment.brokers);
    await broker.pause();
    await pause(FROZEN_MS);
    recoveryBegins();
    await broker.resume();
  },
};
