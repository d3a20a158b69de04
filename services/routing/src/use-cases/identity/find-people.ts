import { identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { fitsQuery, peopleQuery } from '../../domain/person-profile.ts';
import { calledName } from '../../domain/profile-values.ts';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { identitiesOf } from './people.ts';

export interface FoundPerson {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly identities: readonly IdentityDocument[];
}

export const MIN_QUERY = 2;
export const MAX_QUERY = 200;
/** Identities that one search looks at per index: with a beginning that is more common than this, more must be typed. */
const MAX_LOOKED_AT = 500;
/** Above every character that follows a beginning. */
const LAST = '\u{10FFFF}';

type Reads = Pick<Collections, 'identities' | 'links'>;

/**
 * People by the beginnings of the words of a name, by an address or number, or by an id; in the order of what was found, at
 * most `limit`. Throws `RoutingError` invalid for fewer than 2 characters or more than 200.
 */
export async function findPeople(reads: Reads, query: string, limit: number): Promise<readonly FoundPerson[]> {
  const text = query.trim();
  if (text.length < MIN_QUERY || text.length > MAX_QUERY || !text.isWellFormed()) {
    throw new RoutingError('invalid', `Type ${MIN_QUERY} to ${MAX_QUERY} characters.`);
  }
  const people = new Map<CustomerId, FoundPerson>();
  const taken = new Set<CustomerId>();
  for (const hit of [...(await byId(reads, text)), ...(await byBeginnings(reads, text))]) {
    if (people.size >= limit) break;
    if (taken.has(hit.customerId)) continue;
    const identities = await identitiesOf(reads, hit.customerId);
    for (const { customerId } of identities) taken.add(customerId);
    const customerId = identities[0]?.customerId ?? hit.customerId;
    people.set(customerId, { customerId, name: calledName(identities), identities });
  }
  return [...people.values()];
}

async function byId({ identities }: Reads, text: string): Promise<readonly IdentityDocument[]> {
  const id = /^(?:c_)?[0-9a-f]{32}$/u.test(text)
    ? identityIdOfCustomer(`c_${text.replace(/^c_/u, '')}` as CustomerId)
    : undefined;
  const found = id === undefined ? undefined : await identities.get(id);
  return found === undefined ? [] : [found];
}

async function byBeginnings({ identities }: Reads, text: string): Promise<readonly IdentityDocument[]> {
  const query = peopleQuery(text);
  const found = new Map<IdentityId, IdentityDocument>();
  for (const { field, begins } of query.any) {
    const { documents } = await identities.find({
      index: `by_${field}`,
      from: begins,
      to: `${begins}${LAST}`,
      limit: MAX_LOOKED_AT,
    });
    for (const identity of documents) {
      if (fitsQuery(query, identity.beginnings ?? {})) found.set(identity._id, identity);
    }
  }
  return [...found.values()];
}
