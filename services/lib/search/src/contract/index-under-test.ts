import { matchText } from '../text/match-text.ts';
import { parseQuery } from '../text/search-query.ts';
import type { FindRequest, SearchDocument, SearchIndex } from '../search-index.ts';

export interface OpenedIndex {
  readonly index: SearchIndex;
  dispose(): Promise<void>;
}

/** A text as it is indexed; what is not said does not matter. */
export function entry(id: string, text: string, over: Partial<SearchDocument> = {}): SearchDocument {
  return { id, customerId: 'c_anna', at: 1_700_000_000_000_000, version: 1, text, ...over };
}

/** Ids of all candidates of a query, page by page. */
export async function candidates(
  index: SearchIndex,
  query: string,
  over: Partial<Omit<FindRequest, 'query'>> = {},
): Promise<string[]> {
  const all: string[] = [];
  let after = over.after;
  for (;;) {
    const page = await index.find({
      query: parseQuery(query),
      limit: 100,
      ...over,
      ...(after === undefined ? {} : { after }),
    });
    all.push(...page.candidates.map(({ id }) => id));
    if (page.cursor === undefined) return all;
    after = page.cursor;
  }
}

/** As a caller does it: candidates whose text, as it is now, holds what was asked for. */
export async function found(index: SearchIndex, query: string, texts: ReadonlyMap<string, string>): Promise<string[]> {
  const parsed = parseQuery(query);
  return (await candidates(index, query)).filter((id) => matchText(parsed, texts.get(id) ?? '') !== undefined);
}
