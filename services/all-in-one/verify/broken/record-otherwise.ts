import { withCollection, type Sabotage } from './sabotage.ts';

/** One decision in so many. */
const ONE_IN = 10;

interface Input {
  readonly type: string;
  readonly agentId?: string;
}

export const recordOtherwise: Sabotage = {
  name: 'record-otherwise',
  about: 'now and then another agent is recorded than the one who was decided on',
  breaks: 'replay',
  foundAs: /^decided otherwise than recorded: /u,
  shownBy: [],
  documents(name, store) {
    if (name !== 'history') return store;
    let decisions = 0;
    const other = (input: Input): Input => {
      if (input.type !== 'decided' || (decisions += 1) % ONE_IN !== 0) return input;
      return { ...input, agentId: input.agentId === 'agent-0' ? 'agent-1' : 'agent-0' };
    };
    return withCollection(store, 'recorded_inputs', (chunks) => ({
      insert: (chunk) => chunks.insert(chunk),
      insertMany: (all) =>
        chunks.insertMany(all.map((chunk) => ({ ...chunk, inputs: (chunk['inputs'] as readonly Input[]).map(other) }))),
      remove: (id, rev) => chunks.remove(id, rev),
      count: (query, atMost) => chunks.count(query, atMost),
      get: (id) => chunks.get(id),
      getMany: (ids) => chunks.getMany(ids),
      find: (query) => chunks.find(query),
      replace: (chunk) => chunks.replace(chunk),
    }));
  },
};
