import type { CustomerId } from '@onethread/contracts';
import { obstacleAmong } from '../../domain/evidence.ts';
import { componentsOf } from '../../domain/link-components.ts';
import { conflictsAmong, profileValues } from '../../domain/profile-values.ts';
import type { ProfileValue } from '../../domain/profile-values.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { linksAround, tieOf } from '../../stores/links.ts';
import type { UseCaseContext } from '../context.ts';
import { linkOf } from './decide-links.ts';
import { byAge, identitiesOf, OBSTACLE_TEXT } from './people.ts';
import { previewSide } from './preview-side.ts';
import type { PreviewSide } from './preview-side.ts';

export interface LinkPreview {
  /** The threads as they would be. */
  readonly sides: readonly PreviewSide[];
  /** Empty: it may be done. */
  readonly obstacle: '' | 'two-users' | 'too-many' | 'same-person' | 'linked-otherwise' | 'not-linked';
  /** In words; empty where there is nothing to say. */
  readonly explanation: string;
  /** Values that would stand side by side. */
  readonly conflicts: readonly ProfileValue[];
}

type Context = Pick<UseCaseContext, 'collections'>;

/** What linking two customers would make of their threads. Throws `RoutingError` not-found. */
export async function previewLink(context: Context, one: CustomerId, other: CustomerId): Promise<LinkPreview> {
  const own = await identitiesOf(context.collections, one);
  const others = await identitiesOf(context.collections, other);
  if (own.some(({ customerId }) => customerId === other)) {
    const explanation = 'They are one person already.';
    return { sides: [await previewSide(context, own, [])], obstacle: 'same-person', explanation, conflicts: [] };
  }
  const all = byAge([...own, ...others]);
  const obstacle = obstacleAmong(all);
  if (obstacle !== undefined) {
    const sides = [await previewSide(context, own, []), await previewSide(context, others, [])];
    return { sides, obstacle, explanation: OBSTACLE_TEXT[obstacle], conflicts: [] };
  }
  const conflicts = conflictsAmong(profileValues(all));
  return { sides: [await previewSide(context, all, [])], obstacle: '', explanation: '', conflicts };
}

/** What taking a link back would make of a thread. Throws `RoutingError` not-found. */
export async function previewUnlink(context: Context, customerId: CustomerId, linkId: string): Promise<LinkPreview> {
  const link = await linkOf(context, customerId, linkId);
  const identities = await identitiesOf(context.collections, customerId);
  if (link.state !== 'active') {
    const explanation = 'This link does not stand: there is nothing to take back.';
    return { sides: [await previewSide(context, identities, [])], obstacle: 'not-linked', explanation, conflicts: [] };
  }
  const members = identities.map((identity) => identity.customerId);
  const standing = (await linksAround(context, members)).filter(
    ({ _id, state }) => state === 'active' && _id !== linkId,
  );
  const parts = componentsOf(members, standing.map(tieOf)).map((group) =>
    identities.filter((identity) => group.includes(identity.customerId)),
  );
  const sides: PreviewSide[] = [];
  for (const part of oldestFirst(parts)) {
    const rest = identities.filter((identity) => !part.includes(identity));
    sides.push(await previewSide(context, part, rest));
  }
  if (parts.length > 1) return { sides, obstacle: '', explanation: '', conflicts: [] };
  const explanation = 'They would still be one person by their other links: take those back too.';
  return { sides, obstacle: 'linked-otherwise', explanation, conflicts: [] };
}

function oldestFirst(parts: readonly (readonly IdentityDocument[])[]): readonly (readonly IdentityDocument[])[] {
  const first = byAge(parts.flatMap((part) => part.slice(0, 1)));
  return first.flatMap((identity) => parts.filter((part) => part[0] === identity));
}
