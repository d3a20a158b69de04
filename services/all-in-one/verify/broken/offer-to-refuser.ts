import type { StoredDocument } from '@onethread/documents';
import { withCollection, type Sabotage } from './sabotage.ts';

type Conversation = StoredDocument & Record<string, unknown>;
const forgiving = <C extends Conversation | undefined>(conversation: C): C =>
  conversation === undefined ? conversation : { ...conversation, refusedBy: [] };

export const offerToRefuser: Sabotage = {
  name: 'offer-to-refuser',
  about: 'whoever assigns does not remember who declined or missed a conversation',
  breaks: 'refused',
  foundAs: / offered to agent-\d+, who had refused it/u,
  shownBy: [],
  documents: (name, store) =>
    name === 'history'
      ? withCollection(store, 'conversations', (conversations) => ({
          insert: (document) => conversations.insert(document),
          insertMany: (all) => conversations.insertMany(all),
          remove: (id, rev) => conversations.remove(id, rev),
          count: (query, atMost) => conversations.count(query, atMost),
          get: async (id) => forgiving(await conversations.get(id)),
          getMany: async (ids) => (await conversations.getMany(ids)).map(forgiving),
          async find(query) {
            const page = await conversations.find(query);
            return { ...page, documents: page.documents.map(forgiving) };
          },
          async replace(document) {
            const result = await conversations.replace(document);
            return result.outcome === 'applied' ? { ...result, document: forgiving(result.document) } : result;
          },
        }))
      : store,
};
