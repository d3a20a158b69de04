import type { IdentityInput } from '@onethread/rpc';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { provedMembers } from '../../use-cases/identity/proved-members.ts';
import { encodeIdentity } from './encode-item.ts';

/** The identities of one person, each with whether the customer's own proofs tie it to the oldest. */
export async function encodeIdentities(
  collections: Pick<Collections, 'links'>,
  identities: readonly IdentityDocument[],
): Promise<IdentityInput[]> {
  const proved = await provedMembers(collections, identities);
  return identities.map((identity) => ({ ...encodeIdentity(identity), proved: proved.has(identity.customerId) }));
}
