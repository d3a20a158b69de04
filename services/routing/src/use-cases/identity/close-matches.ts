import type { IdentityId } from '@onethread/contracts';
import { changeDocument, documentsOf } from '@onethread/documents';
import { without } from '../../domain/without.ts';
import type { Collections } from '../../stores/collections.ts';
import type { MatchDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';

/** Possible matches that one read asks for. */
const PAGE = 100;

/** Open possible matches between members of what is one person now have been answered. */
export async function closeMatchesWithin(
  context: Pick<UseCaseContext, 'collections' | 'now'>,
  members: readonly IdentityId[],
): Promise<void> {
  const inside = new Set(members);
  for (const member of members) {
    for (const match of await openMatchesOf(context.collections, member)) {
      if (inside.has(match.a) && inside.has(match.b)) await closeMatch(context, match._id);
    }
  }
}

/** However many were decided: those stand among them. */
export async function openMatchesOf(
  { matches }: Pick<Collections, 'matches'>,
  identityId: IdentityId,
): Promise<readonly MatchDocument[]> {
  const open: MatchDocument[] = [];
  for await (const match of documentsOf(matches, { index: 'by_end', equals: [identityId], limit: PAGE })) {
    if (match.state === 'open') open.push(match);
  }
  return open;
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
