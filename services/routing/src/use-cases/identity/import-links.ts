import { identityIdOf, normalAddress } from '@onethread/contracts';
import type { IdentityRef, Profile } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { addressKey } from '../../domain/person-profile.ts';
import type { ChannelDocument } from '../../stores/documents.ts';
import { meetIdentity } from '../../stores/identities.ts';
import { linkId } from '../../stores/links.ts';
import type { UseCaseContext } from '../context.ts';
import { proposeLink } from '../link-identities.ts';
import { OBSTACLE_TEXT } from './people.ts';
import { isShared } from './shared-addresses.ts';
import { weighLater } from './weigh-later.ts';

export interface ImportedAddress {
  readonly channel: string;
  readonly account: string;
  /** In the channel's normal form. */
  readonly externalId: string;
}

export interface ImportedLink {
  readonly a: ImportedAddress;
  readonly b: ImportedAddress;
  /** The importer vouches for it as the customer's own proof. */
  readonly proved: boolean;
}

export interface ImportOutcome {
  readonly code: 'linked' | 'already' | 'refused' | 'invalid';
  readonly explanation: string;
}

/** Links of one call. */
export const MAX_IMPORTED = 1000;

/**
 * Links that another system knows, one after another; addresses that never wrote are met by it. What an agent took back
 * stays so. Repeatable. Throws `RoutingError` invalid above 1,000 records.
 */
export async function importLinks(
  context: UseCaseContext,
  records: readonly ImportedLink[],
): Promise<readonly ImportOutcome[]> {
  if (records.length > MAX_IMPORTED) throw new RoutingError('invalid', `At most ${MAX_IMPORTED} records at a time.`);
  const outcomes: ImportOutcome[] = [];
  for (const record of records) {
    const outcome = await importLink(context, record).catch((error: unknown) => {
      if (error instanceof RoutingError) return { code: 'invalid' as const, explanation: error.message };
      throw error;
    });
    context.countIdentity?.(`import-${outcome.code}`);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function importLink(context: UseCaseContext, { a, b, proved }: ImportedLink): Promise<ImportOutcome> {
  const one = await known(context, a);
  const other = await known(context, b);
  if (one.ref.identityId === other.ref.identityId) throw new RoutingError('invalid', 'Both are the same address.');
  const [first, second] = [
    await meetIdentity(context, one.ref, one.profile),
    await meetIdentity(context, other.ref, other.profile),
  ];
  const before = await context.collections.links.get(linkId(first._id, second._id));
  if (before?.state === 'active' && (before.proved || !proved)) {
    return { code: 'already', explanation: 'They are linked already.' };
  }
  const link = await proposeLink(context, { a: first._id, b: second._id, evidence: 'import', proved });
  await weighLater(context, first);
  await weighLater(context, second);
  if (link.state === 'active') return { code: 'linked', explanation: '' };
  const explanation =
    link.refusedBecause === undefined ? 'An agent took this link back.' : OBSTACLE_TEXT[link.refusedBecause];
  return { code: 'refused', explanation };
}

/** Throws `RoutingError` invalid for what is no address of a channel of ours. */
async function known(
  context: UseCaseContext,
  { channel, account, externalId }: ImportedAddress,
): Promise<{ readonly ref: IdentityRef; readonly profile: Profile }> {
  const announced = await context.collections.channels.get(channel);
  if (announced === undefined) throw new RoutingError('invalid', 'There is no such channel.');
  if (!announced.accounts.some((one) => one.account === account)) {
    throw new RoutingError('invalid', 'The channel has no such account.');
  }
  if (externalId === '' || externalId.length > 320 || !externalId.isWellFormed()) {
    throw new RoutingError('invalid', 'An external_id is 1 to 320 characters.');
  }
  const profile = await profileOf(context, announced, externalId);
  const identityId = identityIdOf(context.settings.identityKey, channel, account, externalId);
  return { ref: { identityId, channel, account, externalId }, profile };
}

async function profileOf(
  context: UseCaseContext,
  { capabilities: { addressKind: kind } }: ChannelDocument,
  externalId: string,
): Promise<Profile> {
  if (kind === undefined) return {};
  if (normalAddress(kind, externalId) !== externalId) {
    throw new RoutingError('invalid', 'The external_id is not in the normal form of an address of this channel.');
  }
  if (await isShared(context, addressKey(kind, externalId))) {
    throw new RoutingError('invalid', 'This is not the address of one person.');
  }
  return { address: externalId, ...(kind === 'email' ? { email: externalId } : { phone: externalId }) };
}
