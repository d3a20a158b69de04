import { setTimeout as pause } from 'node:timers/promises';
import { IN_ONE_PROCESS, type Fault } from './fault.ts';

const KILLS = 3;
/** Each life is cut short while it is still recovering from the one before. */
const LIFE_MS = { from: 0, to: 600 };

export const killThrice: Fault = {
  name: 'kill-thrice',
  about: 'SIGKILL again and again, each time while it recovers from the last',
  engines: IN_ONE_PROCESS,
  async inject({ deployment, random, recoveryBegins }) {
    const [process] = deployment.processes;
    for (let life = 0; life < KILLS; life += 1) {
      await process?.kill();
      recoveryBegins();
      await process?.start();
      if (life < KILLS - 1) await pause(random.between(LIFE_MS.from, LIFE_MS.to));
    }
  },
};
