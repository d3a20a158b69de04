import type { Entry, EntryId } from '@onethread/contracts';
import { changeDocument, documentsOf } from '@onethread/documents';
import { itemOf } from '../../domain/item.ts';
import type { Item } from '../../domain/item.ts';
import { projectItem } from '../../domain/project-item.ts';
import { sourceOf, withFileIds } from '../../stores/change-item.ts';
import type { ItemDocument } from '../../stores/documents.ts';
import { entryById } from '../../stores/read-entries.ts';
import type { UseCaseContext } from '../context.ts';
import { sameFields } from './same-fields.ts';

const PAGE = 500;

/** For an entry that makes an item: the item's whole life is played again and compared; names what differs. */
export async function checkItem(context: UseCaseContext, entry: Entry, repair: boolean): Promise<string | undefined> {
  const id = itemOf(entry);
  const makes = id === entry.entryId || entry.body.kind === 'placeholder';
  if (id === undefined || !makes) return undefined;
  const { items } = context.collections;
  const expected = withFileIds(await expectedItem(context, id, entry));
  const stored = await items.get(id);
  const fields = new Set([...Object.keys(expected), ...Object.keys(stored ?? {})]);
  fields.delete('rev');
  if (stored !== undefined && sameFields<Item>(stored, expected, [...fields] as (keyof Item)[])) return undefined;
  if (repair) await changeDocument<ItemDocument>(items, { id, make: () => expected });
  return `items/${id}`;
}

async function expectedItem(context: UseCaseContext, id: EntryId, maker: Entry): Promise<Item> {
  const own = maker.entryId === id ? maker : await entryById(context.collections, id);
  // A placeholder names the item that it stands for, so it is found among the changes.
  let item = own && projectItem(undefined, own, await sourceOf(context, own, undefined));
  if (own === undefined) item = projectItem(undefined, maker);
  for await (const change of changesOf(context, id)) {
    item = projectItem(item, change, await sourceOf(context, change, item));
  }
  if (item === undefined) throw new Error(`item ${id} has no entry that makes it`);
  return item;
}

function changesOf({ collections }: UseCaseContext, id: EntryId): AsyncGenerator<Entry> {
  return documentsOf(collections.entries, { index: 'by_item', equals: [id], limit: PAGE });
}
