import { setTimeout as pause } from 'node:timers/promises';
import { ON_ANY_ENGINE, type Fault } from './fault.ts';

const FOR_MS = 5000;
const CHANCE = 0.3;

export const doubleWebhooks: Fault = {
  name: 'double-webhooks',
  about: `for ${FOR_MS / 1000} s, providers deliver every third message twice, beside or after each other, and their reports as well`,
  engines: ON_ANY_ENGINE,
  async inject({ companies, deliverTwice }) {
    deliverTwice(CHANCE);
    const reports = setInterval(() => {
      companies.graph.deliveries.sendTwice(3);
      companies.twilio.deliveries.sendTwice(3);
    }, 100);
    await pause(FOR_MS);
    clearInterval(reports);
    deliverTwice(0);
  },
};
