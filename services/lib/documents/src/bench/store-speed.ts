import type { Collection, DocumentStore, StoredDocument } from '../document-store.ts';

/** One row: a kind of call, made by so many callers side by side, each waiting for its answer. */
export interface StoreSpeed {
  readonly call: 'insert' | 'get' | 'replace';
  readonly callers: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface StoreSpeedOptions {
  /** A collection of its own in each run, left behind. */
  readonly collection: string;
  /** Calls of each kind for each number of callers. Default 1000. */
  readonly calls?: number;
  /** Default 1 and 8. */
  readonly callers?: readonly number[];
}

interface Measured extends StoredDocument {
  readonly streamId: string;
  readonly n: number;
  readonly text: string;
}

/** About what an entry of history takes. */
const TEXT = 'x'.repeat(500);

/** The bare store, without anything of Onethread above it: what the figures of the whole are to be held against. */
export async function measureStoreSpeed(
  store: DocumentStore,
  options: StoreSpeedOptions,
): Promise<readonly StoreSpeed[]> {
  const { collection: name, calls = 1000, callers: sizes = [1, 8] } = options;
  const indexes = { by_stream: { fields: ['streamId', 'n'], unique: true } };
  const collection = await store.collection<Measured>({ name, indexes });
  const rows: StoreSpeed[] = [];
  for (const callers of sizes) {
    for (const [call, make] of Object.entries(callsTo(collection, `${callers} callers`))) {
      rows.push({ call: call as StoreSpeed['call'], callers, ...(await measure(make, calls, callers)) });
    }
  }
  return rows;
}

function callsTo(
  collection: Collection<Measured>,
  streamId: string,
): Readonly<Record<StoreSpeed['call'], (n: number) => Promise<unknown>>> {
  const documentAt = (n: number): Measured => ({ _id: `${streamId}#${n}`, rev: 1, streamId, n, text: TEXT });
  return {
    insert: (n) => collection.insert(documentAt(n)),
    get: (n) => collection.get(documentAt(n)._id),
    replace: (n) => collection.replace(documentAt(n)),
  };
}

async function measure(
  make: (n: number) => Promise<unknown>,
  calls: number,
  callers: number,
): Promise<Pick<StoreSpeed, 'perSecond' | 'p50Ms' | 'p99Ms'>> {
  const tookMs: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const caller = async (): Promise<void> => {
    while (next < calls) {
      const n = next;
      next += 1;
      const calledAt = performance.now();
      await make(n);
      tookMs.push(performance.now() - calledAt);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - startedAt) / 1000;
  const sorted = tookMs.toSorted((one, other) => one - other);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { perSecond: calls / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}
