import { customerIdOf, identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { linkedCustomers } from '../reading/thread-scope.ts';
import { byAge } from './people.ts';

/** Of one person's identities those that proofs of the customer alone tie to the oldest, which is one of them. */
export async function provedMembers(
  reads: Pick<Collections, 'links'>,
  identities: readonly IdentityDocument[],
): Promise<ReadonlySet<CustomerId>> {
  const oldest = byAge(identities)[0];
  if (oldest === undefined || identities.length === 1) return new Set(identities.map(({ customerId }) => customerId));
  return new Set(await linkedCustomers(reads, oldest.customerId, 'proved'));
}

/** The identities of the person behind one, itself included, as proofs of their own alone tell. */
export async function tiedByProof(
  reads: Pick<Collections, 'links' | 'identities'>,
  identityId: IdentityId,
): Promise<readonly IdentityDocument[]> {
  const members = await linkedCustomers(reads, customerIdOf(identityId), 'proved');
  return await reads.identities.getMany(members.map(identityIdOfCustomer));
}
