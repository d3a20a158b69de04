import type { EntryId } from '@onethread/contracts';
import { providerKeyOf } from '../domain/item.ts';
import type { ProviderSource } from '../domain/item.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { streamContext } from './append.ts';
import type { ItemDocument } from './documents.ts';
import { openStream } from './hot-stream.ts';
import { projectUpTo } from './project-stream.ts';
import { entryById } from './read-entries.ts';

export async function itemByProviderId(
  { collections }: UseCaseContext,
  source: ProviderSource,
  providerMessageId: string,
): Promise<ItemDocument | undefined> {
  const { documents } = await collections.items.find({
    index: 'by_provider_key',
    equals: [providerKeyOf(source, providerMessageId)],
    limit: 1,
  });
  return documents[0];
}

/** An item by its id; one whose entry is stored but not projected yet (its writer died) is projected first. */
export async function itemById(context: UseCaseContext, itemId: EntryId): Promise<ItemDocument | undefined> {
  const { items } = context.collections;
  const item = await items.get(itemId);
  if (item !== undefined) return item;
  const entry = await entryById(context.collections, itemId);
  if (entry === undefined) return undefined;
  await projectUpTo(streamContext(context), await openStream(context.collections, entry.streamId), entry.n);
  return items.get(itemId);
}
