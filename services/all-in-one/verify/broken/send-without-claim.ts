import { openSqliteDocumentStore } from '@onethread/documents';
import { killWhileSending } from '../faults/kill-while-sending.ts';
import { withCollection, type Sabotage } from './sabotage.ts';

export const sendWithoutClaim: Sabotage = {
  name: 'send-without-claim',
  about: 'channels remember in memory alone what they send: after a crash they send again',
  breaks: 'sent-once',
  foundAs: / arrived \d+ times/u,
  shownBy: [killWhileSending],
  documents: (name, store) =>
    name.startsWith('channel-')
      ? withCollection(store, 'sends', async () => {
          const memory = await openSqliteDocumentStore({ file: ':memory:' });
          return await memory.collection({
            name: 'sends',
            indexes: { toReconcile: { fields: ['reconcileAt'] } },
            expiresAtField: 'expiresAt',
          });
        })
      : store,
};
