import type { IdentityId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import { takesCopies } from '../../domain/standing.ts';
import { without } from '../../domain/without.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';
import { tiedByProof } from '../identity/proved-members.ts';

export interface AnswersFollowWish {
  readonly identityId: IdentityId;
  /** Where answers go that are not read here; absent: nowhere any more. */
  readonly to?: { readonly channel: string; readonly account: string };
}

/**
 * A person's wish that answers which they do not read here follow to an address of theirs on another channel. Repeatable.
 * Throws `RoutingError` not-found (never wrote), invalid (no such address of theirs that is proved), blocked (copies were
 * refused there, by whoever reads it, and that is taken back there).
 */
export async function letAnswersFollow(context: UseCaseContext, { identityId, to }: AnswersFollowWish): Promise<void> {
  const { identities, memory } = context.collections;
  const target = to && (await ownAddress(context, identityId, to));
  const { document } = await changeDocument<IdentityDocument>(identities, {
    id: identityId,
    make: (known) => {
      if (known === undefined) throw new RoutingError('not-found', 'Nobody has written from this address yet.');
      if (known.answersFollowTo === target) return known;
      return target === undefined ? without(known, 'answersFollowTo') : { ...known, answersFollowTo: target };
    },
  });
  if (document !== undefined) memory.identities.set(document);
}

async function ownAddress(
  context: UseCaseContext,
  identityId: IdentityId,
  { channel, account }: { readonly channel: string; readonly account: string },
): Promise<IdentityId> {
  const { collections } = context;
  const announced = await collections.channels.get(channel);
  const tied = await tiedByProof(collections, identityId);
  const there = tied.find((one) => one._id !== identityId && one.channel === channel && one.account === account);
  // Elsewhere nobody may write to people by themselves, or they would be in an app again.
  if (there === undefined || announced?.capabilities.addressKind === undefined)
    throw new RoutingError('invalid', 'Confirm an address there first: then answers can follow.');
  if (!takesCopies(there))
    throw new RoutingError(
      'blocked',
      'You asked for no copies there. Write to us from there, and they can come again.',
    );
  return there._id;
}
