import type { SearchHit } from '../../../wire/search.ts';

/** What was found of one person. */
export interface HitGroup {
  readonly customerId: string;
  readonly name: string;
  readonly hits: readonly SearchHit[];
}

/** Hits by person, in the order in which the first of each was found; a hit that comes on two pages stands once. */
export function groupHits(hits: readonly SearchHit[]): readonly HitGroup[] {
  const groups = new Map<string, { customerId: string; name: string; hits: Map<string, SearchHit> }>();
  for (const hit of hits) {
    const group = groups.get(hit.customerId) ?? { customerId: hit.customerId, name: '', hits: new Map() };
    group.name ||= hit.customerName;
    const key = keyOfHit(hit);
    if (!group.hits.has(key)) group.hits.set(key, hit);
    groups.set(hit.customerId, group);
  }
  return [...groups.values()].map((group) => ({
    ...group,
    name: group.name || 'Unknown customer',
    hits: [...group.hits.values()],
  }));
}

/** Tells one hit from another. */
export function keyOfHit(hit: SearchHit): string {
  return [hit.kind, hit.customerId, hit.itemId, hit.excerpt].join('\0');
}
