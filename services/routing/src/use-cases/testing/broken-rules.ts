import type { Entry, StreamId } from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import { bornHead, foldEntry } from '../../domain/stream-head.ts';
import type { StreamHead } from '../../domain/stream-head.ts';
import type { EntryDocument, ThreadDocument } from '../../stores/documents.ts';
import { threadOf } from '../../stores/hot-stream.ts';
import { bound } from './history-world.ts';

type Breaking = (store: DocumentStore) => DocumentStore;

/** Stores that take one rule of the write order away: proof that the model would notice. */
export const BROKEN_RULES: Readonly<Record<string, Breaking>> = {
  'an entryId is unique over all streams': wrapping('entries', (entries: Collection<EntryDocument>) => ({
    insert: async (document) => {
      const result = await entries.insert(document);
      if (result.outcome === 'inserted' || result.index !== 'by_entry_id') return result;
      return entries.insert({ ...document, entryId: `${document.entryId}~${document.n}` as Entry['entryId'] });
    },
  })),

  'an entry is written under the number that its writer expected': wrapping(
    'entries',
    (entries: Collection<EntryDocument>) => ({
      insert: async (document) => {
        for (let { n } = document; ; n += 1) {
          const result = await entries.insert({ ...document, _id: `${document.streamId}#${n}`, n });
          if (result.outcome === 'inserted' || result.index === 'by_entry_id') return result;
        }
      },
    }),
  ),

  'a projection is changed by compare-and-set': wrapping(
    'conversations',
    (conversations: Collection<StoredDocument>) => ({
      replace: async (document) => {
        const stored = await conversations.get(document._id);
        return conversations.replace({ ...document, rev: stored?.rev ?? document.rev });
      },
    }),
  ),

  'who writes a provider id looks for receipts that wait': wrapping(
    'pending_receipts',
    (receipts: Collection<StoredDocument>) => ({
      find: async (query) => ({ ...(await receipts.find(query)), documents: [] }),
    }),
  ),

  'open conversations go along with their members': wrapping('entries', (entries: Collection<EntryDocument>) => ({
    insert: (document) => {
      const { body } = document;
      return entries.insert(body.kind === 'joined' ? { ...document, body: { ...body, open: [] } } : document);
    },
  })),

  'joined stands above moved in time': wrapping('entries', (entries: Collection<EntryDocument>) => ({
    insert: async (document) => {
      const before = await entries.get(`${document.streamId}#${document.n - 1}`);
      const at = (before?.at ?? 0) + 1;
      return entries.insert(document.body.kind === 'joined' ? { ...document, at } : document);
    },
  })),

  'threads is written after what it vouches for': threadsFirst,
};

/** A store in which one collection behaves otherwise. */
export function wrapping<D extends StoredDocument>(
  name: string,
  change: (collection: Collection<D>) => Partial<Collection<D>>,
): Breaking {
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

/** Every commit takes `threads` along at once, before items and conversations. */
function threadsFirst(store: DocumentStore): DocumentStore {
  const heads = new Map<StreamId, StreamHead>();
  const raise = async (threads: Collection<ThreadDocument>, entry: Entry): Promise<void> => {
    const head = foldEntry(heads.get(entry.streamId) ?? bornHead(entry.streamId), entry);
    heads.set(entry.streamId, head);
    const stored = await threads.get(entry.streamId);
    if (stored === undefined) await threads.insert(threadOf(head));
    else await threads.replace({ ...threadOf(head), rev: stored.rev });
  };
  return wrapping('entries', (entries: Collection<EntryDocument>) => ({
    insert: async (document) => {
      const result = await entries.insert(document);
      if (result.outcome === 'inserted') {
        await raise(await store.collection<ThreadDocument>({ name: 'threads' }), document);
      }
      return result;
    },
  }))(store);
}
