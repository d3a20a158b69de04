import { customerIdOf } from '@onethread/contracts';
import type { IdentityId, IdentityRef, Profile } from '@onethread/contracts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { changeDocument } from './change-document.ts';
import type { Collections } from './collections.ts';
import type { IdentityDocument } from './documents.ts';

/** An identity by id, from memory if it was met before: channel, account and external id never change. */
export async function knownIdentity(
  { identities, memory }: Collections,
  identityId: IdentityId,
): Promise<IdentityDocument | undefined> {
  const remembered = memory.identities.get(identityId);
  if (remembered !== undefined) return remembered;
  const document = await identities.get(identityId);
  if (document !== undefined) memory.identities.set(document);
  return document;
}

/**
 * Inserts an identity that is new and keeps what its channel says of the person; nothing is written where nothing is new.
 * What this process remembers is believed for a minute: another replica may have heard something else since.
 */
export async function meetIdentity(
  { collections, now }: UseCaseContext,
  ref: IdentityRef,
  profile: Profile,
): Promise<IdentityDocument> {
  const identityId = ref.identityId as IdentityId;
  const { identities, memory } = collections;
  const remembered = memory.identities.get(identityId);
  const isKnown = remembered !== undefined && withProfile(remembered, profile) === remembered;
  if (isKnown && memory.identities.fresh(identityId) !== undefined) return remembered;
  const { document } = await changeDocument<IdentityDocument>(identities, {
    id: identityId,
    ...(remembered === undefined || isKnown ? {} : { believed: { document: remembered } }),
    make: (known) => {
      const base = known ?? {
        _id: identityId,
        channel: ref.channel,
        account: ref.account,
        externalId: ref.externalId,
        customerId: customerIdOf(identityId),
        createdAt: now(),
      };
      return withProfile(base, profile);
    },
  });
  if (document === undefined) throw new Error('an identity was neither there nor made');
  memory.identities.set(document);
  return document;
}

const CLAIMS = ['name', 'address', 'email', 'phone', 'language', 'verifiedUser'] as const;

function withProfile<I extends Omit<IdentityDocument, 'rev'>>(identity: I, profile: Profile): I {
  const news = CLAIMS.filter((claim) => profile[claim] !== undefined && profile[claim] !== identity[claim]);
  if (news.length === 0) return identity;
  return { ...identity, ...Object.fromEntries(news.map((claim) => [claim, profile[claim]])) };
}
