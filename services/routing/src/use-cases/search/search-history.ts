import { identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, EntryId, ConversationId } from '@onethread/contracts';
import { excerptOf, InvalidQueryError, InvalidSearchRequestError, matchText, parseQuery } from '@onethread/search';
import type { FindRequest, FoundPage, Mark, SearchIndex, SearchQuery } from '@onethread/search';
import { RoutingError } from '../../domain/errors.ts';
import type { Item } from '../../domain/item.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { identitiesById } from '../reading/identities-by-id.ts';
import type { OpaqueTokens } from '../reading/opaque-token.ts';
import { readThreadScope } from '../reading/thread-scope.ts';
import { openSearchPlace, sealSearchPlace } from './search-token.ts';
import {
  indexIdOfIdentity,
  sortIds,
  textOfIdentity,
  textOfItem,
  wholeText,
  type SearchableText,
} from './searchable.ts';
import type { SearchContext } from './search-context.ts';

export interface SearchRequest {
  readonly query: string;
  /** Absent: in every thread. */
  readonly customerId?: CustomerId;
  readonly pageToken: string;
  /** 1 to 100. */
  readonly pageSize: number;
}

export interface SearchHit {
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly conversationId?: ConversationId;
  readonly itemId?: EntryId;
  /** µs. */
  readonly at: number;
  readonly channel: string;
  readonly kind: 'message' | 'reply' | 'note' | 'person' | 'file';
  /** One line of at most 200 UTF-16 units. */
  readonly excerpt: string;
  readonly marks: readonly Mark[];
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  readonly nextPageToken: string;
  /** Epoch ms from which on everything is found; 0: always. */
  readonly completeSince: number;
}

/** Candidates that one call looks at: of words that seldom stand together a page may be short and go on. */
const MAX_LOOKED_AT = 1000;

/**
 * Newest first. The index names candidates; what is shown is read from history and matched again, so nothing is found that
 * was edited away, withdrawn or erased. Throws `RoutingError` invalid (query, foreign token) or not-found (customer).
 */
export async function searchHistory(
  context: SearchContext & { readonly tokens: OpaqueTokens },
  request: SearchRequest,
): Promise<SearchResult> {
  const { search, tokens } = context;
  const query = parsed(request.query);
  const asked = JSON.stringify([request.query, request.customerId ?? '']);
  let after = openSearchPlace(tokens, asked, request.pageToken);
  const customerIds = request.customerId && (await membersOf(context, request.customerId));
  const { completeSince } = await search.state();
  const hits: SearchHit[] = [];
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT && hits.length < request.pageSize;) {
    const page = await askIndex(search, {
      query,
      limit: request.pageSize - hits.length,
      ...(customerIds === undefined ? {} : { customerIds }),
      ...(after === undefined ? {} : { after }),
    });
    const ids = page.candidates.map(({ id }) => id);
    hits.push(...(await hitsAmong(context, query, ids, customerIds)));
    // An empty page was work as well.
    lookedAt += Math.max(page.candidates.length, MAX_LOOKED_AT / 10);
    after = page.cursor;
    if (after === undefined) break;
  }
  return { hits, nextPageToken: sealSearchPlace(tokens, asked, after), completeSince };
}

/** A token of another index (the engine was changed since) is no token of this one. */
async function askIndex(search: SearchIndex, request: FindRequest): Promise<FoundPage> {
  try {
    return await search.find(request);
  } catch (error) {
    if (error instanceof InvalidSearchRequestError)
      throw new RoutingError('invalid', 'the page token is not one of this search: start from its first page');
    throw error;
  }
}

function parsed(query: string): SearchQuery {
  try {
    return parseQuery(query);
  } catch (error) {
    if (error instanceof InvalidQueryError) throw new RoutingError('invalid', error.message);
    throw error;
  }
}

async function membersOf({ collections }: SearchContext, customerId: CustomerId): Promise<readonly CustomerId[]> {
  const { members } = await readThreadScope(collections, customerId, 'all');
  const identities = await collections.identities.getMany(members.map(identityIdOfCustomer));
  if (!identities.some((identity) => identity.customerId === customerId))
    throw new RoutingError('not-found', 'there is no such customer');
  return members;
}

/** In the order of the candidates. */
async function hitsAmong(
  { collections }: SearchContext,
  query: SearchQuery,
  ids: readonly string[],
  among: readonly CustomerId[] | undefined,
): Promise<readonly SearchHit[]> {
  const named = sortIds(ids);
  const items = named.items.length === 0 ? [] : await collections.items.getMany(named.items);
  const identities = await identitiesById(collections, [
    ...(named.persons as IdentityDocument['_id'][]),
    ...items.flatMap(({ customerId, identityId }) => [identityIdOfCustomer(customerId), identityId]),
  ]);
  const found = new Map<string, SearchHit>();
  for (const item of items) {
    const hit = hitOf(query, textOfItem(item), item.type as 'message' | 'reply' | 'note');
    const person = identities.get(identityIdOfCustomer(item.customerId));
    if (hit !== undefined) found.set(item._id, { ...placeOf(item, person, identities), ...hit });
  }
  for (const id of named.persons) {
    const identity = identities.get(id as IdentityDocument['_id']);
    const hit = identity && hitOf(query, textOfIdentity(identity), 'person');
    if (hit !== undefined) found.set(indexIdOfIdentity(id), { ...personOf(identity as IdentityDocument), ...hit });
  }
  return ids
    .map((id) => found.get(id))
    .filter((hit) => hit !== undefined)
    .filter(({ customerId }) => among?.includes(customerId) ?? true);
}

type Place = Omit<SearchHit, 'kind' | 'excerpt' | 'marks'>;

function placeOf(
  item: Item,
  person: IdentityDocument | undefined,
  identities: ReadonlyMap<string, IdentityDocument>,
): Place {
  const { customerId, conversationId, _id: itemId, at, identityId } = item;
  const channel = (identityId === undefined ? undefined : identities.get(identityId))?.channel ?? person?.channel ?? '';
  return { customerId, customerName: person?.name ?? '', conversationId, itemId, at, channel };
}

function personOf({ customerId, name = '', createdAt, channel }: IdentityDocument): Place {
  return { customerId, customerName: name, at: createdAt * 1000, channel };
}

/** `file` where the words are found in an attachment's name alone. */
function hitOf(
  query: SearchQuery,
  text: SearchableText,
  kind: SearchHit['kind'],
): Pick<SearchHit, 'kind' | 'excerpt' | 'marks'> | undefined {
  const marks = matchText(query, wholeText(text));
  if (marks === undefined) return undefined;
  const inWords = marks.filter(([start]) => start < text.words.length);
  const namesBegin = text.words === '' ? 0 : text.words.length + 1;
  const isFile = inWords.length === 0;
  const shown = isFile
    ? excerptOf(
        text.files,
        marks.map(([start, end]): Mark => [start - namesBegin, end - namesBegin]),
      )
    : excerptOf(
        text.words,
        inWords.map(([start, end]): Mark => [start, Math.min(end, text.words.length)]),
      );
  return { kind: isFile ? 'file' : kind, excerpt: shown.text, marks: shown.marks };
}
