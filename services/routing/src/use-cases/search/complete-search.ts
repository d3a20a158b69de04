import type { SearchContext } from './search-context.ts';

/**
 * A new index over an empty history is complete; over an older one it is not until it was rebuilt. Says whether everything
 * is found now.
 */
export async function completeSearch({ collections, search }: SearchContext): Promise<boolean> {
  const { completeSince } = await search.state();
  if (completeSince === 0) return true;
  const { documents } = await collections.identities.find({ index: 'by_customer', limit: 1 });
  if (documents.length > 0) return false;
  await search.setCompleteSince(0);
  return true;
}
