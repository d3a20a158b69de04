import type { Collection, DocumentStore } from '@onethread/documents';
import { without } from '../../domain/without.ts';
import type { ConversationDocument, EntryDocument } from '../../stores/documents.ts';
import type { LinkDocument } from '../../stores/identity-documents.ts';
import { BROKEN_RULES, wrapping } from '../../use-cases/testing/broken-rules.ts';

type Planting = (store: DocumentStore) => DocumentStore;

/** Stores that make one rule fail: proof that the plain history would notice. */
export const PLANTED_FAULTS: Readonly<Record<string, Planting>> = {
  'a customer’s own feed shows only what is proved': wrapping('links', (links: Collection<LinkDocument>) => ({
    find: async (query) => {
      const page = await links.find(query);
      return { ...page, documents: page.documents.map((link) => ({ ...link, proved: true })) };
    },
  })),

  'of two open conversations of one thread one goes on': wrapping(
    'conversations',
    (conversations: Collection<ConversationDocument>) => ({
      replace: (document) => conversations.replace(without(document, 'joinedInto')),
    }),
  ),

  'a reply over unseen words is held': wrapping('entries', (entries: Collection<EntryDocument>) => ({
    insert: (document) => {
      const { body } = document;
      return entries.insert(body.kind === 'reply' ? { ...document, body: { ...body, held: false } } : document);
    },
  })),

  'who stays goes on where its words stood': wrapping('entries', (entries: Collection<EntryDocument>) => ({
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
