import type { BlobStore } from '@onethread/blobs';
import type { EntryId, StreamId } from '@onethread/contracts';
import { changeDocument, documentsOf } from '@onethread/documents';
import { emptiedBody } from '../../../domain/erase.ts';
import { itemOf } from '../../../domain/item.ts';
import type { EntryDocument } from '../../../stores/documents.ts';
import type { ErasureDocument } from '../../../stores/erasure-documents.ts';
import { advance, customersOf } from '../erasure-progress.ts';
import type { PrivacyContext } from '../privacy-context.ts';

const PAGE = 100;

/** Every entry of the person below its cut loses its words, in whatever stream it stands; its files go with it. */
export async function* emptyEntries(
  context: PrivacyContext,
  erasure: ErasureDocument,
): AsyncGenerator<ErasureDocument> {
  yield* eachPage(
    context,
    erasure,
    () => 0,
    async (known, entries) => {
      const own = entries.filter(({ customerId, at }) => at < (known.cuts[customerId] ?? 0));
      return await emptyAll(context, known, own);
    },
  );
}

/** What was decided before the person was erased, and written only then: changes of items that are erased by now. */
export async function* emptyLateEntries(
  context: PrivacyContext,
  erasure: ErasureDocument,
): AsyncGenerator<ErasureDocument> {
  const { items } = context.collections;
  const { scanned } = erasure;
  yield* eachPage(
    context,
    erasure,
    (stream) => scanned[stream] ?? 0,
    async (known, entries) => {
      const changes = entries.filter(({ body }) => 'itemId' in body && body.itemId !== undefined);
      const ids = new Set(changes.map(itemOf).filter((id): id is EntryId => id !== undefined));
      const erased = new Set<string | undefined>();
      for (const item of ids.size === 0 ? [] : await items.getMany([...ids]))
        if (item.erased === true) erased.add(item._id);
      return await emptyAll(
        context,
        known,
        changes.filter((entry) => entry.body.kind !== 'message' && erased.has(itemOf(entry))),
      );
    },
  );
}

interface Emptied {
  readonly entries: number;
  readonly files: number;
}

async function* eachPage(
  context: PrivacyContext,
  erasure: ErasureDocument,
  begin: (stream: StreamId) => number,
  work: (erasure: ErasureDocument, entries: readonly EntryDocument[]) => Promise<Emptied>,
): AsyncGenerator<ErasureDocument> {
  let known = erasure;
  for (let index = known.place?.index ?? 0; index < known.streams.length; index += 1) {
    const stream = known.streams[index] as StreamId;
    let above = (known.place?.index === index ? known.place.above : undefined) ?? begin(stream);
    for (;;) {
      const query = { index: 'by_stream', equals: [stream], above, limit: PAGE } as const;
      const { documents, cursor } = await context.collections.entries.find(query);
      const counts = await work(known, documents);
      above = documents.at(-1)?.n ?? above;
      // A page of very large entries ends early.
      const isLast = cursor === undefined;
      known = await advance(context, known, {
        place: isLast ? { index: index + 1 } : { index, above },
        scanned: { ...known.scanned, [stream]: above },
        counts,
      });
      yield known;
      if (isLast) break;
    }
  }
}

/** Files first: afterwards nothing tells which they were. */
async function emptyAll(
  context: PrivacyContext,
  erasure: ErasureDocument,
  entries: readonly EntryDocument[],
): Promise<Emptied> {
  const customers = new Set<string>(customersOf(erasure));
  let files = 0;
  for (const blobId of filesOf(entries)) {
    if (await isShownByOthers(context, blobId, customers)) continue;
    files += await removeFile(context.blobs, blobId);
  }
  const emptied = await Promise.all(entries.map((entry) => emptyEntry(context, entry)));
  return { entries: emptied.filter(Boolean).length, files };
}

function filesOf(entries: readonly EntryDocument[]): ReadonlySet<string> {
  const parts = entries.flatMap(({ body }) => ('parts' in body ? body.parts : []));
  return new Set(parts.flatMap((part) => ('blobId' in part ? [part.blobId] : [])));
}

async function removeFile(blobs: Pick<BlobStore, 'info' | 'delete'>, blobId: string): Promise<number> {
  if ((await blobs.info(blobId)) === undefined) return 0;
  await blobs.delete(blobId);
  return 1;
}

/** A file that an agent sent to several people is deleted with the last of them. */
async function isShownByOthers(
  { collections }: PrivacyContext,
  blobId: string,
  customers: ReadonlySet<string>,
): Promise<boolean> {
  const query = { index: 'by_file', equals: [blobId], limit: PAGE } as const;
  for await (const { customerId } of documentsOf(collections.items, query)) {
    if (!customers.has(customerId)) return true;
  }
  return false;
}

/** The one place where an entry is written again. Says whether it is empty because of an erasure, now or before. */
async function emptyEntry({ collections }: PrivacyContext, entry: EntryDocument): Promise<boolean> {
  if (entry.erased === true) return true;
  if (emptiedBody(entry.body) === undefined) return false;
  await changeDocument<EntryDocument>(collections.entries, {
    id: entry._id,
    believed: { document: entry },
    make: (known) => {
      const body = known && emptiedBody(known.body);
      return known === undefined || body === undefined || known.erased === true
        ? known
        : { ...known, body, erased: true };
    },
  });
  return true;
}
