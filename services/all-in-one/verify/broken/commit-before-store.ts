import { setTimeout as pause } from 'node:timers/promises';
import { INBOUND_MESSAGES } from '@onethread/contracts';
import { kill } from '../faults/kill.ts';
import { withLog, type Sabotage } from './sabotage.ts';

/** Longer than offsets stay uncommitted. */
const LATER_MS = 1500;

export const commitBeforeStore: Sabotage = {
  name: 'commit-before-store',
  about: 'a record counts as done when its work begins, so that its offset is committed first',
  breaks: 'accepted',
  foundAs: /was acknowledged and is not stored/u,
  // A kill in the first instants finds nothing committed yet: one of several does.
  shownBy: [kill, kill, kill],
  log(log) {
    const chains = new Map<string, Promise<void>>();
    return withLog(log, {
      subscribe: (options) =>
        log.subscribe({
          ...options,
          handle(record) {
            if (options.topic !== INBOUND_MESSAGES.name) return options.handle(record);
            // In order by key, as before: this breaks one promise alone.
            const turn = Promise.all([chains.get(record.key), pause(LATER_MS)]);
            chains.set(
              record.key,
              turn.then(() => options.handle(record)).catch(() => {}),
            );
            return Promise.resolve();
          },
        }),
    });
  },
};
