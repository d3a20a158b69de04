import { join } from 'node:path';
import { openSqliteDocumentStore, type NewDocument, type StoredDocument } from '@onethread/documents';

interface Entry extends StoredDocument {
  readonly streamId: string;
  readonly n: number;
  readonly entryId: string;
  readonly at: number;
}
interface Item extends StoredDocument {
  readonly streamId: string;
  readonly n: number;
  readonly at: number;
  readonly partsAt: number;
  readonly customerId: string;
  readonly providerKeys: readonly string[];
}
interface Thread extends StoredDocument {
  readonly appliedN: number;
  readonly lastAt: number;
}

const BATCH = 500;
/** Between two messages, in µs: far enough in the past that the newest is not in the future. */
const STEP_US = 1000;

/**
 * Makes a customer's thread `length` messages long in the history file of a stopped Onethread: every further message is
 * a copy of what the newest one left there, with its own number, time and ids.
 */
export async function lengthenThread(dataFolder: string, customerId: string, length: number): Promise<void> {
  const store = await openSqliteDocumentStore({ file: join(dataFolder, 'history.sqlite') });
  try {
    // Only what is queried here is declared; the file's other indexes stay and are kept up.
    const entries = await store.collection<Entry>({
      name: 'entries',
      indexes: { by_stream: { fields: ['streamId', 'n'], unique: true } },
    });
    const items = await store.collection<Item>({
      name: 'items',
      indexes: { by_customer: { fields: ['customerId', 'at'] } },
    });
    const threads = await store.collection<Thread>({ name: 'threads' });
    const newest = await items.find({ index: 'by_customer', equals: [customerId], order: 'descending', limit: 1 });
    const [item] = newest.documents;
    if (item === undefined) throw new Error('this customer has not written yet');
    const { streamId } = item;
    const entry = await entries.get(`${streamId}#${item.n}`);
    const thread = await threads.get(streamId);
    const head = await entries.find({ index: 'by_stream', equals: [streamId], order: 'descending', limit: 1 });
    const last = head.documents[0];
    if (entry === undefined || thread === undefined || last === undefined) throw new Error('its entry is not there');

    for (let copied = 1; copied < length; copied += BATCH) {
      const numbers = Array.from({ length: Math.min(BATCH, length - copied) }, (_, index) => copied + index);
      const placeOf = (copy: number) => ({ n: last.n + copy, at: last.at + copy * STEP_US });
      await Promise.all([
        entries.insertMany(
          numbers.map((copy) => {
            const { n, at } = placeOf(copy);
            return { ...withoutRev(entry), _id: `${streamId}#${n}`, entryId: `${entry.entryId}-${copy}`, n, at };
          }) as NewDocument<Entry>[],
        ),
        items.insertMany(
          numbers.map((copy) => {
            const { n, at } = placeOf(copy);
            const providerKeys = item.providerKeys.map((key) => `${key}-${copy}`);
            return { ...withoutRev(item), _id: `${item._id}-${copy}`, n, at, partsAt: at, providerKeys };
          }) as NewDocument<Item>[],
        ),
      ]);
    }
    const copies = length - 1;
    await threads.replace({ ...thread, appliedN: last.n + copies, lastAt: last.at + copies * STEP_US });
  } finally {
    await store.close();
  }
}

function withoutRev<D extends StoredDocument>({ rev: _rev, ...rest }: D): Omit<D, 'rev'> {
  return rest;
}
