import { setTimeout as pause } from 'node:timers/promises';
import { ON_ANY_ENGINE, type Fault } from './fault.ts';

const FOR_MS = 4000;
const DELAY_MS = 700;

export const providerSlow: Fault = {
  name: 'provider-slow',
  about: `for ${FOR_MS / 1000} s, every call to Messenger, SMS and mail takes ${DELAY_MS} ms`,
  engines: ON_ANY_ENGINE,
  async inject({ companies: { graph, twilio, mail } }) {
    for (const { faults } of [graph, twilio, mail]) faults.always({ kind: 'slow', delayMs: DELAY_MS });
    await pause(FOR_MS);
    for (const { faults } of [graph, twilio, mail]) faults.clear();
  },
};
