import type { IdentityId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { without } from '../../domain/without.ts';
import type { MatchDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';

/** Possible matches of one identity that are looked at. */
export const MAX_MATCHES = 100;

/** Open possible matches between members of what is one person now have been answered. */
export async function closeMatchesWithin(
  context: Pick<UseCaseContext, 'collections' | 'now'>,
  members: readonly IdentityId[],
): Promise<void> {
  const inside = new Set(members);
  for (const member of members) {
    for (const match of await openMatchesOf(context, member)) {
      if (inside.has(match.a) && inside.has(match.b)) await closeMatch(context, match._id);
    }
  }
}

export async function openMatchesOf(
  { collections }: Pick<UseCaseContext, 'collections'>,
  identityId: IdentityId,
): Promise<readonly MatchDocument[]> {
  const { documents } = await collections.matches.find({ index: 'by_end', equals: [identityId], limit: MAX_MATCHES });
  return documents.filter(({ state }) => state === 'open');
}

export async function closeMatch(
  { collections, now }: Pick<UseCaseContext, 'collections' | 'now'>,
  matchId: string,
): Promise<void> {
  await changeDocument<MatchDocument>(collections.matches, {
    id: matchId,
    make: (known) =>
      known?.state === 'open' ? { ...without(known, 'openSince'), state: 'linked', decidedAt: now() } : known,
  });
}
