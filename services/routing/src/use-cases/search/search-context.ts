import type { SearchIndex } from '@onethread/search';
import type { UseCaseContext } from '../context.ts';

/** What keeps the search index up to history, and asks it. */
export interface SearchContext extends Pick<UseCaseContext, 'collections' | 'logger'> {
  readonly search: SearchIndex;
}
