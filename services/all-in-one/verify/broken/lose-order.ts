import { setTimeout as pause } from 'node:timers/promises';
import { INBOUND_MESSAGES } from '@onethread/contracts';
import { withLog, type Sabotage } from './sabotage.ts';

/** One in so many records is looked at later than those behind it. */
const ONE_IN = 5;
const LATER_MS = 1500;

export const loseOrder: Sabotage = {
  name: 'lose-order',
  about: 'records of one key are handled side by side',
  breaks: 'order',
  foundAs: / is (stored|shown.*) behind #/u,
  shownBy: [],
  log(log) {
    let records = 0;
    return withLog(log, {
      subscribe: (options) =>
        log.subscribe({
          ...options,
          handle(record) {
            if (options.topic !== INBOUND_MESSAGES.name) return options.handle(record);
            records += 1;
            void pause(records % ONE_IN === 0 ? LATER_MS : 0)
              .then(() => options.handle(record))
              .catch(() => {});
            return Promise.resolve();
          },
        }),
    });
  },
};
