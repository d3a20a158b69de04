import { setTimeout as pause } from 'node:timers/promises';
import { INBOUND_MESSAGES } from '@onethread/contracts';
import { kill } from '../faults/kill.ts';
import { withLog, type Sabotage } from './sabotage.ts';

const LATER_MS = 400;

export const commitBeforeStore: Sabotage = {
  name: 'commit-before-store',
  about: 'a record counts as done when its work begins, so that its offset is committed first',
  breaks: 'accepted',
  shownBy: [kill],
  log(log) {
    const chains = new Map<string, Promise<void>>();
    return withLog(log, {
      subscribe: (options) =>
        log.subscribe({
          ...options,
          handle(record) {
            if (options.topic !== INBOUND_MESSAGES.name) return options.handle(record);
            // In order by key, as before: this breaks one promise alone.
            const before = chains.get(record.key) ?? pause(LATER_MS).then(() => {});
            chains.set(
              record.key,
              before.then(() => options.handle(record)).catch(() => {}),
            );
            return Promise.resolve();
          },
        }),
    });
  },
};
