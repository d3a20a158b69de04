import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

const FOR_MS = 6000;

export const brokerAnswersLost: Fault = {
  name: 'broker-answers-lost',
  about: `for ${FOR_MS / 1000} s, what is sent to the brokers arrives and their answers do not: published and not acknowledged`,
  engines: ['kafka-sqlite', 'cluster'],
  async inject({ deployment, recoveryBegins }) {
    deployment.brokerLine?.dropAnswers(true);
    await pause(FOR_MS);
    recoveryBegins();
    deployment.brokerLine?.dropAnswers(false);
  },
};
