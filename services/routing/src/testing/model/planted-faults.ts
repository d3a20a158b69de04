import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import { without } from '../../domain/without.ts';
import type { ConversationDocument, EntryDocument, LinkDocument } from '../../stores/documents.ts';
import { BROKEN_RULES } from '../../use-cases/testing/broken-rules.ts';
import { bound } from '../../use-cases/testing/history-world.ts';

type Planting = (store: DocumentStore) => DocumentStore;

/** Stores that make one rule fail: proof that the plain history would notice. */
export const PLANTED_FAULTS: Readonly<Record<string, Planting>> = {
  'a customer’s own feed shows only what is proved': planted('links', (links: Collection<LinkDocument>) => ({
    find: async (query) => {
      const page = await links.find(query);
      return { ...page, documents: page.documents.map((link) => ({ ...link, proved: true })) };
    },
  })),

  'of two open conversations of one thread one goes on': planted(
    'conversations',
    (conversations: Collection<ConversationDocument>) => ({
      replace: (document) => conversations.replace(without(document, 'joinedInto')),
    }),
  ),

  'a reply over unseen words is held': planted('entries', (entries: Collection<EntryDocument>) => ({
    insert: (document) => {
      const { body } = document;
      return entries.insert(body.kind === 'reply' ? { ...document, body: { ...body, held: false } } : document);
    },
  })),

  'who stays goes on where its words stood': planted('entries', (entries: Collection<EntryDocument>) => ({
    insert: (document) => {
      const { body } = document;
      return entries.insert(body.kind === 'moved' ? { ...document, body: { ...body, staying: [] } } : document);
    },
  })),

  ...pick('open conversations go along with their members', 'a projection is changed by compare-and-set'),
};

function pick(...rules: readonly string[]): Record<string, Planting> {
  return Object.fromEntries(
    rules.map((rule) => {
      const planting = BROKEN_RULES[rule];
      if (planting === undefined) throw new Error(`there is no rule: ${rule}`);
      return [rule, planting];
    }),
  );
}

function planted<D extends StoredDocument>(
  name: string,
  change: (collection: Collection<D>) => Partial<Collection<D>>,
): Planting {
  return (store) => ({
    description: store.description,
    close: () => store.close(),
    collection: async <E extends StoredDocument>(definition: Parameters<DocumentStore['collection']>[0]) => {
      const collection = await store.collection<E>(definition);
      if (definition.name !== name) return collection;
      const own = collection as unknown as Collection<D>;
      return { ...bound(own), ...change(own) } as unknown as Collection<E>;
    },
  });
}
