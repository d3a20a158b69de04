import type { IdentityId } from '@onethread/contracts';
import { addressOfKey, provesKey } from '../../domain/person-profile.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { markWeighed } from '../../stores/identities.ts';
import type { UseCaseContext } from '../context.ts';
import { proposeLink } from '../link-identities.ts';
import { raiseMatch } from './raise-match.ts';
import { rejudgeUser } from './rejudge-user.ts';
import { isShared } from './shared-addresses.ts';

/** An address that more identities gave is not one person's. */
const MAX_SHARING_ADDRESS = 20;
/** A name that more identities have tells nothing, itself included. */
const MAX_SHARING_NAME = 3;

/**
 * Looks who an identity may be by what is known of it now: the same address, proved by both, links them; proved by one or
 * by none, or a rare name, is only a question for an agent. For identities with `todo`, which goes at the end: a crash, or a
 * change meanwhile, leaves it to the sweeper. Repeatable.
 */
export async function weighIdentity(context: UseCaseContext, identityId: IdentityId): Promise<void> {
  const { identities, memory } = context.collections;
  const identity = await identities.get(identityId);
  if (identity !== undefined) memory.identities.set(identity);
  if (identity?.todo === undefined) return;
  await rejudgeUser(context, identity);
  for (const key of identity.addressKeys ?? []) await weighAddress(context, identity, key);
  await weighName(context, identity);
  await markWeighed(context, identity);
}

async function weighAddress(context: UseCaseContext, identity: IdentityDocument, key: string): Promise<void> {
  if (await isShared(context, key)) return;
  const others = await sharing(context, identity, 'by_address', key, MAX_SHARING_ADDRESS);
  const { kind } = addressOfKey(key);
  for (const other of others) {
    if (provesKey(identity, key) && provesKey(other, key)) {
      await proposeLink(context, { a: identity._id, b: other._id, evidence: `verified-${kind}`, proved: true });
    } else {
      await raiseMatch(context, identity._id, other._id, `same-${kind}-unverified`);
    }
  }
}

async function weighName(context: UseCaseContext, identity: IdentityDocument): Promise<void> {
  if (identity.nameKey === undefined) return;
  const others = await sharing(context, identity, 'by_name', identity.nameKey, MAX_SHARING_NAME);
  for (const other of others) await raiseMatch(context, identity._id, other._id, 'same-name');
}

/** The others with the same key; none where too many have it. */
async function sharing(
  { collections, countIdentity }: UseCaseContext,
  { _id }: IdentityDocument,
  index: 'by_address' | 'by_name',
  key: string,
  most: number,
): Promise<readonly IdentityDocument[]> {
  const { documents } = await collections.identities.find({ index, equals: [key], limit: most + 1 });
  if (documents.length > most) {
    countIdentity?.(index === 'by_address' ? 'address-of-many' : 'name-of-many');
    return [];
  }
  return documents.filter((other) => other._id !== _id);
}
