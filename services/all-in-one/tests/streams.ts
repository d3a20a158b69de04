import { join } from 'node:path';
import { openSqliteDocumentStore, type StoredDocument } from '@onethread/documents';

interface EntryOnDisk extends StoredDocument {
  readonly streamId: string;
  readonly n: number;
  readonly at: number;
  readonly entryId: string;
}
interface AgentOnDisk extends StoredDocument {
  readonly pool: string;
  readonly capacity: number;
  readonly holds: readonly { readonly weight: number }[];
}

const PAGE = 1000;

/** Reads the history file of a stopped system: streams dense and rising, entry ids unique, no agent above capacity. */
export async function streamFaults(dataFolder: string): Promise<string[]> {
  const store = await openSqliteDocumentStore({ file: join(dataFolder, 'history.sqlite') });
  try {
    const faults: string[] = [];
    const entries = await store.collection<EntryOnDisk>({
      name: 'entries',
      indexes: {
        by_entry_id: { fields: ['entryId'], unique: true },
        by_stream: { fields: ['streamId', 'n'], unique: true },
      },
    });
    const ids = new Set<string>();
    let last: EntryOnDisk | undefined;
    let page = await entries.find({ index: 'by_stream', limit: PAGE });
    for (;;) {
      for (const entry of page.documents) {
        const previous = last?.streamId === entry.streamId ? last : undefined;
        if (entry.n !== (previous?.n ?? 0) + 1)
          faults.push(`${entry.streamId}: ${entry.n} follows ${previous?.n ?? 0}`);
        if (previous !== undefined && entry.at <= previous.at)
          faults.push(`${entry.streamId}#${entry.n}: time does not rise`);
        if (ids.has(entry.entryId)) faults.push(`${entry.entryId} stands twice`);
        ids.add(entry.entryId);
        last = entry;
      }
      if (page.cursor === undefined) break;
      page = await entries.find({ index: 'by_stream', limit: PAGE, after: page.cursor });
    }
    if (ids.size === 0) faults.push('history is empty');

    const agents = await store.collection<AgentOnDisk>({
      name: 'agents',
      indexes: { by_pool: { fields: ['pool'] }, by_email: { fields: ['email'], unique: true } },
    });
    const { documents } = await agents.find({ index: 'by_pool', limit: PAGE });
    for (const { _id: id, capacity, holds } of documents) {
      const load = holds.reduce((sum, { weight }) => sum + weight, 0);
      if (load > capacity) faults.push(`${id} holds ${load} of ${capacity}`);
    }
    return faults;
  } finally {
    await store.close();
  }
}
