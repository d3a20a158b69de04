import { followUpEntryId } from '@onethread/contracts';
import type { CustomerId, Entry, EntryId, IdentityId } from '@onethread/contracts';
import { itemOf } from '../domain/item.ts';
import { append } from '../stores/append.ts';
import { entryById } from '../stores/read-entries.ts';
import type { UseCaseContext } from './context.ts';

/** What names a record that could not be processed, and the message in it where that could be read. */
export interface RecordName {
  /** Names the record for ever: topic, partition and offset; of a replay, those of the record that failed first. */
  readonly recordId: string;
  readonly entryId?: EntryId;
}

export interface Placeholder {
  readonly entry: Entry & { readonly body: Extract<Entry['body'], { kind: 'placeholder' }> };
  readonly itemId: EntryId;
  readonly customerId: CustomerId;
}

/** The placeholder that stands for a record, whether or not the record could name its message. */
export async function placeholderOf(context: UseCaseContext, name: RecordName): Promise<Placeholder | undefined> {
  for (const cause of name.entryId === undefined ? [name.recordId] : [name.recordId, name.entryId]) {
    const entry = await entryById(context.collections, followUpEntryId(cause, 'placeholder'));
    if (entry === undefined || !isPlaceholder(entry)) continue;
    return { entry, itemId: itemOf(entry) ?? entry.entryId, customerId: entry.customerId };
  }
  return undefined;
}

function isPlaceholder(entry: Entry): entry is Placeholder['entry'] {
  return entry.body.kind === 'placeholder';
}

/** A placeholder that could not name its message, that no message has filled in, and that stands for this identity. */
export async function unnamedPlaceholder(
  context: UseCaseContext,
  recordId: string,
  identityId: IdentityId,
): Promise<EntryId | undefined> {
  const found = await placeholderOf(context, { recordId });
  if (found === undefined || found.entry.body.itemId !== undefined) return undefined;
  if (found.entry.body.identityId !== identityId) return undefined;
  const { documents } = await context.collections.entries.find({
    index: 'by_item',
    equals: [found.itemId],
    limit: 100,
  });
  return documents.some(({ body }) => body.kind === 'message') ? undefined : found.itemId;
}

/** Says in the thread that nothing will fill a placeholder in. Idempotent per outcome. */
export async function closePlaceholder(
  context: UseCaseContext,
  { itemId, customerId }: Pick<Placeholder, 'itemId' | 'customerId'>,
  outcome: 'dropped' | 'repaired',
  reason?: string,
): Promise<void> {
  await append(context, customerId, followUpEntryId(itemId, `placeholder.${outcome}`), () => ({
    kind: 'placeholder-closed',
    itemId,
    outcome,
    ...(reason === undefined ? {} : { reason }),
  }));
}
