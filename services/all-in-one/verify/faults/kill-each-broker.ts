import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

/** Until the others lead its partitions and coordinate its groups. */
const DOWN_MS = 10_000;
/** Until it holds all replicas again, so that two are always in sync. */
const BACK_MS = 8000;

export const killEachBroker: Fault = {
  name: 'kill-each-broker',
  about: `SIGKILL of each of three brokers in turn, ${DOWN_MS / 1000} s down: every leader and every group's coordinator dies once; recovery is counted from the last kill`,
  engines: ['kafka-sqlite', 'cluster'],
  brokers: 3,
  async inject({ deployment, random, recoveryBegins }) {
    for (const broker of random.shuffle(deployment.brokers)) {
      await broker.kill();
      recoveryBegins();
      await pause(DOWN_MS);
      await broker.start();
      await pause(BACK_MS);
    }
  },
};
