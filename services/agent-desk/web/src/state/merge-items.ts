import type { Identity, Item, Watermark } from '../../../wire/model.ts';

/** Brings `changes` into `items`: newer `rev` wins, an older one changes nothing. The same array where nothing changed. */
export function mergeItems(items: readonly Item[], changes: readonly Item[]): readonly Item[] {
  if (changes.length === 0) return items;
  const byId = new Map(items.map((item) => [item.itemId, item]));
  let changed = false;
  let inOrder = true;
  let last = items.at(-1);
  for (const change of changes) {
    const known = byId.get(change.itemId);
    if (known !== undefined && known.rev >= change.rev) continue;
    if (known === undefined ? last !== undefined && compareItems(last, change) > 0 : known.atUs !== change.atUs)
      inOrder = false;
    // Setting a known key keeps its place; a new one goes to the end.
    byId.set(change.itemId, change);
    if (known === undefined) last = change;
    changed = true;
  }
  if (!changed) return items;
  const merged = [...byId.values()];
  return inOrder ? merged : merged.toSorted(compareItems);
}

/** The order of a thread. */
export function compareItems(one: Item, other: Item): number {
  if (one.atUs !== other.atUs) return one.atUs - other.atUs;
  return one.itemId < other.itemId ? -1 : one.itemId > other.itemId ? 1 : 0;
}

export function mergeWatermarks(
  known: Readonly<Record<string, Watermark>>,
  changes: readonly Watermark[],
): Readonly<Record<string, Watermark>> {
  if (changes.length === 0) return known;
  const merged = { ...known };
  for (const change of changes) {
    const before = merged[change.identityId];
    merged[change.identityId] = {
      identityId: change.identityId,
      deliveredUpToUs: Math.max(before?.deliveredUpToUs ?? 0, change.deliveredUpToUs),
      readUpToUs: Math.max(before?.readUpToUs ?? 0, change.readUpToUs),
      wroteAtMs: Math.max(before?.wroteAtMs ?? 0, change.wroteAtMs),
    };
  }
  return merged;
}

export function mergeIdentities(
  known: Readonly<Record<string, Identity>>,
  changes: readonly Identity[],
): Readonly<Record<string, Identity>> {
  if (changes.length === 0) return known;
  return { ...known, ...Object.fromEntries(changes.map((identity) => [identity.identityId, identity])) };
}
