import { withCollection, type Sabotage } from './sabotage.ts';

/** Young enough that whatever it had waited before was longer. */
const YOUNGER_MS = 60_000;

export const loseAge: Sabotage = {
  name: 'lose-age',
  about: 'a conversation whose offer was refused is as old as if it came only in a minute',
  breaks: 'age',
  foundAs: / after \d+ ms of waiting, one before it after \d+/u,
  shownBy: [],
  documents: (name, store) =>
    name === 'history'
      ? withCollection(store, 'conversations', (conversations) => ({
          insert: (document) => conversations.insert(document),
          insertMany: (all) => conversations.insertMany(all),
          remove: (id, rev) => conversations.remove(id, rev),
          count: (query, atMost) => conversations.count(query, atMost),
          get: (id) => conversations.get(id),
          getMany: (ids) => conversations.getMany(ids),
          find: (query) => conversations.find(query),
          replace: (document) => {
            const { waitingSince, reservation, lastReservation, assigneeId } = document;
            const isRefused = lastReservation !== undefined && reservation === undefined && assigneeId === undefined;
            return conversations.replace(
              waitingSince !== undefined && isRefused
                ? { ...document, waitingSince: Date.now() + YOUNGER_MS }
                : document,
            );
          },
        }))
      : store,
};
