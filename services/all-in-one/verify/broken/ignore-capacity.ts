import type { StoredDocument } from '@onethread/documents';
import { CAPACITY } from '../traffic/desk-settings.ts';
import { withCollection, type Sabotage } from './sabotage.ts';

const TIMES = 4;
/** Work goes to whoever is least busy for their capacity: to this one, then, who is there on the smallest desk and knows no limit of a channel or team. */
const OVERRATED = 'agent-1';

type Agent = StoredDocument & Record<string, unknown>;
const seen = (agent: Agent): Agent => (agent._id === OVERRATED ? { ...agent, capacity: CAPACITY * TIMES } : agent);
const kept = (agent: Agent): Agent => (agent._id === OVERRATED ? { ...agent, capacity: CAPACITY } : agent);

export const ignoreCapacity: Sabotage = {
  name: 'ignore-capacity',
  about: `whoever assigns believes that one agent can hold ${TIMES} times as much`,
  breaks: 'capacity',
  foundAs: new RegExp(`^${OVERRATED} (held|was told a load of) \\d+ of ${CAPACITY}`, 'u'),
  shownBy: [],
  messages: 1500,
  documents: (name, store) =>
    name === 'history'
      ? withCollection(store, 'agents', (agents) => ({
          insert: (agent) => agents.insert(agent),
          insertMany: (all) => agents.insertMany(all),
          remove: (id, rev) => agents.remove(id, rev),
          count: (query, atMost) => agents.count(query, atMost),
          async get(id) {
            const agent = await agents.get(id);
            return agent && seen(agent);
          },
          getMany: async (ids) => (await agents.getMany(ids)).map(seen),
          async find(query) {
            const page = await agents.find(query);
            return { ...page, documents: page.documents.map(seen) };
          },
          async replace(agent) {
            const result = await agents.replace(kept(agent));
            return result.outcome === 'applied' ? { ...result, document: seen(result.document) } : result;
          },
        }))
      : store,
};
