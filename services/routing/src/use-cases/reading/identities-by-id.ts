import type { IdentityId } from '@onethread/contracts';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';

type Reads = Pick<Collections, 'identities' | 'memory'>;

/** As this process knows it. Channel and account never change; name and address may be older than stored. */
export function knownIdentity({ memory }: Reads, identityId: IdentityId): IdentityDocument | undefined {
  return memory.identities.get(identityId);
}

/** Most documents that one read of the store asks for. */
const READ_AT_ONCE = 1000;

/** Identities from memory where it has them as of the last minute, the others from the store, up to 1000 in one read. */
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
  const asked = [...missing];
  for (let from = 0; from < asked.length; from += READ_AT_ONCE) {
    for (const document of await reads.identities.getMany(asked.slice(from, from + READ_AT_ONCE))) {
      reads.memory.identities.set(document);
      found.set(document._id, document);
    }
  }
  return found;
}
