import { withCollection, type Sabotage } from './sabotage.ts';

/** One in so many. */
const ONE_IN = 10;

export const forgetProjection: Sabotage = {
  name: 'forget-projection',
  about: 'now and then a projection is said to be written and is not',
  breaks: 'projections',
  foundAs: /items\//u,
  shownBy: [],
  documents(name, store) {
    if (name !== 'history') return store;
    let writes = 0;
    return withCollection(store, 'items', (items) => ({
      insert: (item) => items.insert(item),
      insertMany: (all) => items.insertMany(all),
      remove: (id, rev) => items.remove(id, rev),
      count: (query, atMost) => items.count(query, atMost),
      get: (id) => items.get(id),
      getMany: (ids) => items.getMany(ids),
      find: (query) => items.find(query),
      replace: (item) =>
        (writes += 1) % ONE_IN === 0
          ? Promise.resolve({ outcome: 'applied', document: { ...item, rev: item.rev + 1 } })
          : items.replace(item),
    }));
  },
};
