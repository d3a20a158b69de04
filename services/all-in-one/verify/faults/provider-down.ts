import { setTimeout as pause } from 'node:timers/promises';
import { ON_ANY_ENGINE, type Fault } from './fault.ts';

const DOWN_MS = 4000;

export const providerDown: Fault = {
  name: 'provider-down',
  about: `Messenger's and Twilio's APIs and the mail server refuse every connection for ${DOWN_MS / 1000} s`,
  engines: ON_ANY_ENGINE,
  async inject({ companies: { graph, twilio, mail }, recoveryBegins }) {
    await Promise.all([graph.goDown(), twilio.goDown(), mail.goDown()]);
    await pause(DOWN_MS);
    await Promise.all([graph.comeUp(), twilio.comeUp(), mail.comeUp()]);
    recoveryBegins();
  },
};
