import { setTimeout as pause } from 'node:timers/promises';
import { ON_ANY_ENGINE, type Fault } from './fault.ts';

const FOR_MS = 4000;
const EVERY_MS = 250;

export const providerAmbiguous: Fault = {
  name: 'provider-ambiguous',
  about: `for ${FOR_MS / 1000} s, answers of Messenger, SMS and mail are lost, after the message was taken or before`,
  engines: ON_ANY_ENGINE,
  async inject({ companies, random }) {
    const { graph, twilio, mail } = companies;
    for (let passed = 0; passed < FOR_MS; passed += EVERY_MS) {
      for (const { faults } of [graph, twilio, mail]) {
        faults.next({ kind: random.chance(0.5) ? 'drop-answer' : 'drop-request' });
      }
      await pause(EVERY_MS);
    }
    for (const { faults } of [graph, twilio, mail]) faults.clear();
  },
};
