import { setTimeout as pause } from 'node:timers/promises';
import { ON_ANY_ENGINE, type Fault } from './fault.ts';

const FOR_MS = 4000;
const EVERY_MS = 200;

export const providerErrors: Fault = {
  name: 'provider-errors',
  about: `for ${FOR_MS / 1000} s, Messenger, SMS and mail refuse calls for a moment: throttled, overloaded, greylisted`,
  engines: ON_ANY_ENGINE,
  async inject({ companies, random }) {
    const { graph, twilio, mail } = companies;
    for (let passed = 0; passed < FOR_MS; passed += EVERY_MS) {
      graph.faults.next({ kind: 'error', row: random.pick(['temporary-send', 'server-fault', 'temporary-service']) });
      twilio.faults.next({ kind: 'error', row: random.pick(['rate-limited', 'unavailable', 'server-fault']) });
      mail.faults.next({ kind: 'error', row: random.pick(['greylisted', 'local-error', 'service-unavailable']) });
      await pause(EVERY_MS);
    }
    for (const { faults } of [graph, twilio, mail]) faults.clear();
  },
};
