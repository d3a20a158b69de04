import { isDeepStrictEqual } from 'node:util';
import { customerIdOf, normalAddress } from '@onethread/contracts';
import type { Entry, IdentityId, IdentityRef, Profile } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { personKeys } from '../domain/person-profile.ts';
import { projectStanding } from '../domain/standing.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { Collections } from './collections.ts';
import type { IdentityDocument } from './identity-documents.ts';

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

/** What is told of an identity, at most a minute old: another replica may have heard something else since. */
export async function freshIdentity(
  collections: Collections,
  identityId: IdentityId,
): Promise<IdentityDocument | undefined> {
  return collections.memory.identities.fresh(identityId) ?? (await storedIdentity(collections, identityId));
}

/**
 * Inserts an identity that is new and keeps what its channel says of the person; nothing is written where nothing is new.
 * What this process remembers is believed for a minute: another replica may have heard something else since. Where
 * something was told by which others may be the same person, `todo` says that `weighIdentity` has to look.
 *
 * @param saidAt epoch ms: what was said before a person was erased brings nothing back. Default now
 */
export async function meetIdentity(
  context: Pick<UseCaseContext, 'collections' | 'now'>,
  ref: IdentityRef,
  profile: Profile,
  saidAt: number = context.now(),
): Promise<IdentityDocument> {
  const { collections, now } = context;
  const identityId = ref.identityId as IdentityId;
  const { memory } = collections;
  const remembered = memory.identities.get(identityId);
  const isKnown = remembered !== undefined && withProfile(remembered, profile, 0) === remembered;
  if (isKnown && memory.identities.fresh(identityId) !== undefined) return remembered;
  const believed = remembered === undefined || isKnown ? {} : { believed: { document: remembered } };
  return await changeIdentity(context, identityId, believed, (known) => {
    if (known?.erasedAt !== undefined && saidAt <= known.erasedAt) return known;
    const born = {
      _id: identityId,
      channel: ref.channel,
      account: ref.account,
      externalId: ref.externalId,
      customerId: customerIdOf(identityId),
      createdAt: now(),
    };
    // Whoever was erased and writes again is somebody to answer.
    const met = known?.externalId === '' ? { ...known, externalId: ref.externalId } : known;
    return withProfile(met ?? born, profile, now());
  });
}

/** A code that was sent to an address came back: the address is proved to be the one of its own identity. */
export async function markConfirmed(
  context: Pick<UseCaseContext, 'collections' | 'now'>,
  identityId: IdentityId,
  proved: Pick<Profile, 'provedEmail' | 'provedPhone'>,
  at: number,
): Promise<IdentityDocument> {
  return await changeIdentity(context, identityId, {}, (known) => {
    if (known === undefined) throw new Error('an address is confirmed whose identity is not stored');
    const told = withProfile(known, proved, at);
    return (told.confirmedAt ?? 0) >= at ? told : { ...told, confirmedAt: at };
  });
}

/** What an identity's claims say has been weighed; whoever changed them meanwhile left `todo`, and it stays. */
export async function markWeighed(
  { collections }: Pick<UseCaseContext, 'collections'>,
  weighed: IdentityDocument,
): Promise<void> {
  const { todo: _, ...rest } = weighed;
  const result = await collections.identities.replace(rest);
  if (result.outcome === 'applied') collections.memory.identities.set(result.document);
}

/** What entries say of whether the person may be written to at this address. Repeatable, in any order. */
export async function changeStanding(
  { collections }: Pick<UseCaseContext, 'collections'>,
  id: IdentityId,
  entries: readonly Entry[],
): Promise<void> {
  const { identities, memory } = collections;
  const { document } = await changeDocument<IdentityDocument>(identities, {
    id,
    make: (known) => known && entries.reduce(projectStanding, known),
  });
  if (document !== undefined) memory.identities.set(document);
}

/** As it is stored now: for what goes out, since others may have heard meanwhile that nothing may. */
export async function storedIdentity(
  { identities, memory }: Collections,
  identityId: IdentityId,
): Promise<IdentityDocument | undefined> {
  const document = await identities.get(identityId);
  if (document !== undefined) memory.identities.set(document);
  return document;
}

async function changeIdentity(
  { collections }: Pick<UseCaseContext, 'collections'>,
  id: IdentityId,
  believed: { readonly believed?: { readonly document: IdentityDocument | undefined } },
  make: (known: IdentityDocument | undefined) => Omit<IdentityDocument, 'rev'>,
): Promise<IdentityDocument> {
  const { identities, memory } = collections;
  const { document } = await changeDocument<IdentityDocument>(identities, { id, ...believed, make });
  if (document === undefined) throw new Error('an identity was neither there nor made');
  memory.identities.set(document);
  return document;
}

/** Attributes and context are told all at once, in whatever order. */
const CLAIMS = [
  'name',
  'address',
  'email',
  'phone',
  'language',
  'verifiedUser',
  'provedEmail',
  'provedPhone',
  'attributes',
  'context',
] as const;
/** By these somebody may turn out to be somebody else. */
const WEIGHED = new Set<string>(['name', 'email', 'phone', 'verifiedUser', 'provedEmail', 'provedPhone']);

function withProfile<I extends Omit<IdentityDocument, 'rev'>>(identity: I, profile: Profile, at: number): I {
  const told: Profile = normalProofs(profile);
  const news = CLAIMS.filter((claim) => told[claim] !== undefined && !isDeepStrictEqual(told[claim], identity[claim]));
  // Stored before keys were kept.
  if (news.length === 0 && identity.beginnings !== undefined) return identity;
  const changed = {
    ...identity,
    ...Object.fromEntries(news.map((claim) => [claim, told[claim]])),
    toldAt: { ...identity.toldAt, ...Object.fromEntries(news.map((claim) => [claim, at])) },
  };
  const keys = personKeys(changed);
  const weighs =
    news.some((claim) => WEIGHED.has(claim)) && (keys.addressKeys.length > 0 || keys.nameKey !== undefined);
  const { nameKey: _, ...rest } = changed;
  return {
    ...rest,
    ...keys,
    // Also of somebody just met: an import may have linked who had not written yet.
    ...(weighs || news.includes('verifiedUser') ? { todo: 1 } : {}),
  } as unknown as I;
}

/** In the form in which addresses are compared; what can be no address proves nothing. */
function normalProofs(profile: Profile): Profile {
  const { provedEmail, provedPhone, ...rest } = profile;
  const email = provedEmail === undefined ? undefined : normalAddress('email', provedEmail);
  const phone = provedPhone === undefined ? undefined : normalAddress('phone', provedPhone);
  return {
    ...rest,
    ...(email === undefined ? {} : { provedEmail: email }),
    ...(phone === undefined ? {} : { provedPhone: phone }),
  };
}
