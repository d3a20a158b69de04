import { identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { MAX_MEMBERS } from '../../domain/evidence.ts';
import type { Obstacle } from '../../domain/evidence.ts';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { linkedCustomers } from '../reading/thread-scope.ts';

type Reads = Pick<Collections, 'identities' | 'links'>;

/** The identities of the person behind a customer, oldest first. Throws `RoutingError` not-found for nobody. */
export async function identitiesOf(reads: Reads, customerId: CustomerId): Promise<readonly IdentityDocument[]> {
  const identities = await storedIdentitiesOf(reads, customerId);
  if (!identities.some((identity) => identity.customerId === customerId)) {
    throw new RoutingError('not-found', 'There is no such customer.');
  }
  return identities;
}

/** The same, without those of whom nothing is stored: none for nobody. */
export async function storedIdentitiesOf(reads: Reads, customerId: CustomerId): Promise<readonly IdentityDocument[]> {
  const members = await linkedCustomers(reads, customerId, 'all');
  return byAge(await reads.identities.getMany(members.map(identityIdOfCustomer)));
}

/** Creation, then id: the first names the thread. */
export function byAge(identities: readonly IdentityDocument[]): readonly IdentityDocument[] {
  return identities.toSorted((one, other) => one.createdAt - other.createdAt || (one._id < other._id ? -1 : 1));
}

export const OBSTACLE_TEXT: Readonly<Record<Obstacle, string>> = {
  'two-users': 'Each side is signed in as a different user of the app: they cannot be one person.',
  'too-many': `Together they would have more than ${MAX_MEMBERS} addresses.`,
};
