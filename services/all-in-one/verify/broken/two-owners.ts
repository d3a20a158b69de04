import type { StoredDocument } from '@onethread/documents';
import { withCollection, type Sabotage } from './sabotage.ts';

/** One look in so many. */
const ONE_IN = 8;

export const twoOwners: Sabotage = {
  name: 'two-owners',
  about: 'now and then whoever assigns does not see that a conversation has an owner',
  breaks: 'owner',
  foundAs: /: given to agent-\d+ at \d+ while agent-\d+ had it/u,
  shownBy: [],
  documents(name, store) {
    if (name !== 'history') return store;
    let looks = 0;
    const blind = (conversation: (StoredDocument & Record<string, unknown>) | undefined) => {
      if (conversation?.['assigneeId'] === undefined || (looks += 1) % ONE_IN !== 0) return conversation;
      const { assigneeId: _, ...rest } = conversation;
      return { ...rest, waitingSince: Date.now() } as typeof conversation;
    };
    return withCollection(store, 'conversations', (conversations) => ({
      insert: (document) => conversations.insert(document),
      insertMany: (all) => conversations.insertMany(all),
      remove: (id, rev) => conversations.remove(id, rev),
      count: (query, atMost) => conversations.count(query, atMost),
      get: async (id) => blind(await conversations.get(id)),
      getMany: (ids) => conversations.getMany(ids),
      find: (query) => conversations.find(query),
      replace: (document) => conversations.replace(document),
    }));
  },
};
