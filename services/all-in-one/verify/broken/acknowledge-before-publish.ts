import { setTimeout as pause } from 'node:timers/promises';
import { INBOUND_MESSAGES } from '@onethread/contracts';
import { kill } from '../faults/kill.ts';
import { withLog, type Sabotage } from './sabotage.ts';

const LATER_MS = 1000;

export const acknowledgeBeforePublish: Sabotage = {
  name: 'acknowledge-before-publish',
  about: 'a customer’s message is acknowledged before the log has it',
  breaks: 'accepted',
  foundAs: /was acknowledged and is not stored/u,
  shownBy: [kill],
  log: (log) =>
    withLog(log, {
      publish(records) {
        if (records.some(({ topic }) => topic !== INBOUND_MESSAGES.name)) return log.publish(records);
        void pause(LATER_MS)
          .then(() => log.publish(records))
          .catch(() => {});
        return Promise.resolve();
      },
    }),
};
