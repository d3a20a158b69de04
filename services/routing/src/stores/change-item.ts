import type { Entry, EntryId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { Item, ProviderSource } from '../domain/item.ts';
import { projectItem } from '../domain/project-item.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { ItemDocument } from './documents.ts';
import { knownIdentity } from './identities.ts';
import { entryById } from './read-entries.ts';

/** Brings one item up to some entries, in order. An item that only a fresh entry can have made is inserted unread. */
export async function changeItem(context: UseCaseContext, id: EntryId, entries: readonly Entry[]): Promise<void> {
  const making = entries[0]?.entryId === id;
  await changeDocument<ItemDocument>(context.collections.items, {
    id,
    ...(making ? { believed: { document: undefined } } : {}),
    make: async (known) => {
      let item: Item | undefined = known;
      for (const entry of entries) {
        const before: Item | undefined = item ?? (await itemFromItsEntry(context, id, entry));
        item = projectItem(before, entry, await sourceOf(context, entry, before));
      }
      return item && withFileIds(item);
    },
  });
}

/** The item as it is stored, with what others find it by; itself where that is there already. */
export function withFileIds<I extends Item & Pick<ItemDocument, 'fileIds'>>(item: I): I {
  const fileIds = [...new Set(item.parts.flatMap((part) => ('blobId' in part ? [part.blobId] : [])))];
  if (fileIds.join() === (item.fileIds ?? []).join()) return item;
  const { fileIds: _before, ...rest } = item;
  return (fileIds.length === 0 ? rest : { ...rest, fileIds }) as I;
}

/** A change may be projected before the item's own entry where the two stand in different streams. */
async function itemFromItsEntry(context: UseCaseContext, id: EntryId, change: Entry): Promise<Item | undefined> {
  if (change.entryId === id || change.body.kind === 'placeholder') return undefined;
  const own = await entryById(context.collections, id);
  return own && projectItem(undefined, own, await sourceOf(context, own, undefined));
}

/** Channel and account that an entry's provider ids belong to. */
export async function sourceOf(
  context: UseCaseContext,
  { body }: Entry,
  item: Item | undefined,
): Promise<ProviderSource | undefined> {
  const named = body.kind === 'message' ? body.identityId : undefined;
  const addressed = body.kind === 'status' && body.providerMessageId !== undefined ? item?.identityId : undefined;
  const identityId = named ?? addressed;
  return identityId === undefined ? undefined : knownIdentity(context.collections, identityId);
}
