import type { Entry, EntryId, StreamId } from '@onethread/contracts';
import type { Collections } from './collections.ts';
import type { EntryDocument } from './documents.ts';

const PAGE = 500;

/** Entries of a stream above `n`, in order, page by page. */
export async function* entriesAbove(
  { entries }: Pick<Collections, 'entries'>,
  streamId: StreamId,
  n: number,
  page = PAGE,
): AsyncGenerator<Entry> {
  let above = n;
  for (;;) {
    const found = await entries.find({ index: 'by_stream', equals: [streamId], above, limit: page });
    for (const document of found.documents) yield entryOf(document);
    const last = found.documents.at(-1);
    // A page of very large entries ends early.
    if (last === undefined || found.cursor === undefined) return;
    above = last.n;
  }
}

export async function entryById(
  { entries }: Pick<Collections, 'entries'>,
  entryId: EntryId,
): Promise<Entry | undefined> {
  const { documents } = await entries.find({ index: 'by_entry_id', equals: [entryId], limit: 1 });
  return documents[0] && entryOf(documents[0]);
}

export async function entryAt(
  { entries }: Pick<Collections, 'entries'>,
  streamId: StreamId,
  n: number,
): Promise<Entry | undefined> {
  const document = await entries.get(entryDocumentId(streamId, n));
  return document && entryOf(document);
}

export function entryDocumentId(streamId: StreamId, n: number): string {
  return `${streamId}#${n}`;
}

export function entryOf({ streamId, n, entryId, customerId, at, body, erased }: EntryDocument): Entry {
  return { streamId, n, entryId, customerId, at, body, ...(erased === undefined ? {} : { erased }) };
}
