import { RpcError, type SearchRequest, type SearchResponseInput } from '@onethread/rpc';
import { searchHistory, type SearchHit } from '../../use-cases/search/search-history.ts';
import { authenticateAgent } from './authenticate.ts';
import { customerIdFrom } from './ids.ts';
import type { UnaryMethod } from './unary.ts';

const DEFAULT_HITS = 20;
const MAX_HITS = 100;

export const search: UnaryMethod<SearchRequest, SearchResponseInput> = async (context, request, metadata) => {
  await authenticateAgent(context, metadata);
  const { query, customerId, pageToken } = request;
  const found = await searchHistory(
    { ...context.useCases, search: context.search, tokens: context.reading.tokens },
    {
      query,
      pageToken,
      pageSize: pageSizeOf(request.pageSize),
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

function pageSizeOf(asked: number): number {
  if (asked === 0) return DEFAULT_HITS;
  if (asked >= 1 && asked <= MAX_HITS) return asked;
  throw new RpcError('invalid', `page_size is 1 to ${MAX_HITS}; 0 means ${DEFAULT_HITS}`);
}
