import { customerIdOf, identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import { obstacleAmong } from '../../domain/evidence.ts';
import type { ByAgent } from '../../domain/evidence.ts';
import { without } from '../../domain/without.ts';
import type { LinkDocument, MatchDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';
import { proposeLink, retractLink } from '../link-identities.ts';
import { identitiesOf, OBSTACLE_TEXT } from './people.ts';
import { writeAudit } from './write-audit.ts';

export interface AgentsWord {
  readonly by: ByAgent;
  /** In the agent's own words. */
  readonly note?: string;
}

/** An agent's word that two are one person. Repeatable. Throws `RoutingError`: not-found, invalid, conflict in words. */
export async function linkPeople(
  context: UseCaseContext,
  one: CustomerId,
  other: CustomerId,
  { by, note }: AgentsWord,
): Promise<void> {
  const { collections } = context;
  const [own, others] = [await identitiesOf(collections, one), await identitiesOf(collections, other)];
  if (own.some(({ customerId }) => customerId === other)) return;
  const obstacle = obstacleAmong([...own, ...others]);
  if (obstacle !== undefined) throw new RoutingError('conflict', OBSTACLE_TEXT[obstacle]);
  const link = await proposeLink(context, {
    a: identityIdOfCustomer(one),
    b: identityIdOfCustomer(other),
    evidence: 'agent',
    proved: false,
    by,
    ...(note === undefined ? {} : { note }),
  });
  // Somebody became a user, or another link was faster.
  if (link.state === 'refused') throw new RoutingError('conflict', OBSTACLE_TEXT[link.refusedBecause ?? 'two-users']);
}

/** An agent takes a link back. Repeatable. Throws `RoutingError` not-found where this person has no such link. */
export async function unlinkPeople(
  context: UseCaseContext,
  customerId: CustomerId,
  id: string,
  { by, note }: AgentsWord,
): Promise<void> {
  const { a, b } = await linkOf(context, customerId, id);
  await retractLink(context, { a, b, by, ...(note === undefined ? {} : { note }) });
}

/** A link of this person, whatever became of it. Throws `RoutingError` not-found. */
export async function linkOf(
  { collections }: Pick<UseCaseContext, 'collections'>,
  customerId: CustomerId,
  id: string,
): Promise<LinkDocument> {
  const identities = await identitiesOf(collections, customerId);
  const link = await collections.links.get(id);
  if (link === undefined || !identities.some(({ _id }) => _id === link.a || _id === link.b)) {
    throw new RoutingError('not-found', 'This person has no such link.');
  }
  return link;
}

/**
 * An agent's decision on a possible match; says whose it was. The same again is done already. Throws `RoutingError`:
 * not-found, conflict where the other was decided, or the two cannot be one person.
 */
export async function decideMatch(
  context: UseCaseContext,
  matchId: string,
  accept: boolean,
  word: AgentsWord,
): Promise<CustomerId> {
  const match = await context.collections.matches.get(matchId);
  if (match === undefined) throw new RoutingError('not-found', 'There is no such possible match.');
  const customerId = customerIdOf(match.a);
  const wanted = accept ? 'accepted' : 'dismissed';
  refuseOther(match, wanted);
  if (accept) await linkPeople(context, customerId, customerIdOf(match.b), word);
  const decidedAt = context.now();
  const { changed } = await changeDocument<MatchDocument>(context.collections.matches, {
    id: matchId,
    make: (known) => {
      if (known === undefined || known.state === wanted) return known;
      refuseOther(known, wanted);
      return { ...without(known, 'openSince'), state: wanted, decidedAt, ...word };
    },
  });
  if (changed) {
    await writeAudit(context, {
      occasion: `${matchId}.${match.raisedAt}`,
      action: accept ? 'match-accepted' : 'match-dismissed',
      ends: [match.a, match.b],
      ...word,
    });
    context.countIdentity?.(`match-${wanted}`);
  }
  return customerId;
}

/** Dismissed is for good; what was linked meanwhile cannot be dismissed, but accepting it says no more than that. */
function refuseOther({ state }: MatchDocument, wanted: 'accepted' | 'dismissed'): void {
  if (state === 'open' || state === wanted || (state === 'linked' && wanted === 'accepted')) return;
  throw new RoutingError('conflict', `This possible match is ${state} already.`);
}
