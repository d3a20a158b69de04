import { withCollection, type Sabotage } from './sabotage.ts';

/** One in so many. */
const ONE_IN = 5;

export const forgetDecision: Sabotage = {
  name: 'forget-decision',
  about: 'now and then a decision is said to be stored and is not',
  breaks: 'decided',
  foundAs: / given to agent-\d+ \([a-z-]+\) at \d+ without a decision/u,
  shownBy: [],
  documents(name, store) {
    if (name !== 'history') return store;
    let stored = 0;
    return withCollection(store, 'decisions', (decisions) => ({
      insert: (decision) =>
        (stored += 1) % ONE_IN === 0
          ? Promise.resolve({ outcome: 'inserted', document: { ...decision, rev: 1 } })
          : decisions.insert(decision),
      insertMany: (all) => decisions.insertMany(all),
      remove: (id, rev) => decisions.remove(id, rev),
      count: (query, atMost) => decisions.count(query, atMost),
      get: (id) => decisions.get(id),
      getMany: (ids) => decisions.getMany(ids),
      find: (query) => decisions.find(query),
      replace: (decision) => decisions.replace(decision),
    }));
  },
};
