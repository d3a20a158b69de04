import { customerIdOf, identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { MatchReason } from '../../domain/match-reasons.ts';
import type { MatchDocument } from '../../stores/identity-documents.ts';
import { linkId } from '../../stores/links.ts';
import type { UseCaseContext } from '../context.ts';
import { linkedCustomers } from '../reading/thread-scope.ts';
import { closeMatch } from './close-matches.ts';
import { writeAudit } from './write-audit.ts';

/** Pairs of identities of two persons that are looked at for an earlier word. */
const MAX_PAIRS = 1000;

/**
 * Asks agents whether two are one person. Not asked where they are already, where an agent said that they are not (a
 * dismissed match or a retracted link between any two of their identities), and only once for two persons: a further
 * reason is added to the question that stands.
 */
export async function raiseMatch(
  context: UseCaseContext,
  one: IdentityId,
  other: IdentityId,
  reason: MatchReason,
): Promise<'raised' | 'known' | 'not-asked'> {
  const { collections } = context;
  const sides = [await personOf(context, one), await personOf(context, other)] as const;
  if (sides[0].includes(customerIdOf(other))) return 'not-asked';
  const pairs = sides[0]
    .flatMap((a) => sides[1].map((b) => linkId(identityIdOfCustomer(a), identityIdOfCustomer(b))))
    .slice(0, MAX_PAIRS);
  const [matches, links] = await Promise.all([collections.matches.getMany(pairs), collections.links.getMany(pairs)]);
  const answered =
    matches.some(({ state }) => state === 'dismissed') || links.some(({ state }) => state === 'retracted');
  if (answered) return 'not-asked';
  const standing = matches.find(({ state }) => state === 'open');
  const outcome = await write(context, standing?._id ?? linkId(one, other), [one, other], reason);
  // Whoever made them one person meanwhile may have looked for questions before this one stood.
  if ((await personOf(context, one)).includes(customerIdOf(other))) {
    await closeMatch(context, standing?._id ?? linkId(one, other));
  }
  return outcome;
}

function personOf({ collections }: UseCaseContext, identityId: IdentityId): Promise<readonly CustomerId[]> {
  return linkedCustomers(collections, customerIdOf(identityId), 'all');
}

async function write(
  context: UseCaseContext,
  id: string,
  ends: readonly [IdentityId, IdentityId],
  reason: MatchReason,
): Promise<'raised' | 'known' | 'not-asked'> {
  const { collections, now } = context;
  let opened = false;
  const { document, changed } = await changeDocument<MatchDocument>(collections.matches, {
    id,
    make: (known) => {
      opened = false;
      if (known?.state === 'dismissed') return known;
      if (known?.state === 'open') {
        return known.reasons.includes(reason) ? known : { ...known, reasons: [...known.reasons, reason] };
      }
      opened = true;
      const at = now();
      const [a, b] = ends;
      return {
        _id: id,
        a,
        b,
        ends: known?.ends ?? ends,
        reasons: [reason],
        state: 'open',
        raisedAt: at,
        openSince: at,
      };
    },
  });
  if (document?.state === 'dismissed') return 'not-asked';
  if (!changed || !opened) return 'known';
  const occasion = `${id}.${document?.raisedAt}`;
  await writeAudit(context, { occasion, action: 'match-raised', ends, note: reason });
  context.countIdentity?.('match-raised');
  return 'raised';
}
