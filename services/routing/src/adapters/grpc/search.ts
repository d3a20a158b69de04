import type { SearchRequest, SearchResponseInput } from '@onethread/rpc';
import { searchHistory, type SearchHit } from '../../use-cases/search/search-history.ts';
import { authenticateAgent } from './authenticate.ts';
import { customerIdFrom } from './ids.ts';
import { pageSizeOf } from './page-size.ts';
import type { UnaryMethod } from './unary.ts';

const HITS = { byDefault: 20, most: 100 };

export const search: UnaryMethod<SearchRequest, SearchResponseInput> = async (context, request, metadata) => {
  await authenticateAgent(context, metadata);
  const { query, customerId, pageToken } = request;
  const found = await searchHistory(
    { ...context.useCases, search: context.search, tokens: context.reading.tokens },
    {
      query,
      pageToken,
      pageSize: pageSizeOf(request.pageSize, HITS),
      ...(customerId === '' ? {} : { customerId: customerIdFrom(customerId) }),
    },
  );
  return {
    hits: found.hits.map(encodeHit),
    nextPageToken: found.nextPageToken,
    completeSinceMs: found.completeSince,
  };
};

function encodeHit({ at, marks, ...hit }: SearchHit): NonNullable<SearchResponseInput['hits']>[number] {
  return { ...hit, atUs: at, marks: marks.flat() };
}
