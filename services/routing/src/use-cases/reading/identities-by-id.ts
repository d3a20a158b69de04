import type { IdentityId } from '@onethread/contracts';
import { getAll } from '@onethread/documents';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';

type Reads = Pick<Collections, 'identities' | 'memory'>;

/** As this process knows it. Channel and account never change; name and address may be older than stored. */
export function knownIdentity({ memory }: Reads, identityId: IdentityId): IdentityDocument | undefined {
  return memory.identities.get(identityId);
}

/** Identities from memory where it has them as of the last minute, the others from the store. */
export async function identitiesById(
  reads: Reads,
  ids: Iterable<IdentityId | undefined>,
): Promise<ReadonlyMap<IdentityId, IdentityDocument>> {
  const found = new Map<IdentityId, IdentityDocument>();
  const missing = new Set<IdentityId>();
  for (const id of ids) {
    if (id === undefined) continue;
    const known = reads.memory.identities.fresh(id);
    if (known === undefined) missing.add(id);
    else found.set(id, known);
  }
  for (const document of await getAll(reads.identities, [...missing])) {
    reads.memory.identities.set(document);
    found.set(document._id, document);
  }
  return found;
}
