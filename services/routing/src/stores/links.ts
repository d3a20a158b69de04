import { customerIdOf } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import type { Tie } from '../domain/link-components.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { changeDocument } from './change-document.ts';
import type { LinkDocument } from './documents.ts';

/** Most links of one identity that are followed. */
const MAX_LINKS = 200;
/** Most identities that one scan reaches; a thread has at most 50 members. */
const MAX_REACH = 500;

/** Every link that is active or proposed around some customers, however far it reaches. */
export async function linksAround(
  { collections }: UseCaseContext,
  customers: Iterable<CustomerId>,
): Promise<readonly LinkDocument[]> {
  const found = new Map<string, LinkDocument>();
  const open = [...customers].map(identityOf);
  const seen = new Set(open);
  for (let identity = open.pop(); identity !== undefined; identity = open.pop()) {
    for (const index of ['by_a', 'by_b']) {
      const { documents } = await collections.links.find({ index, equals: [identity], limit: MAX_LINKS });
      for (const link of documents) {
        found.set(link._id, link);
        if (!counts(link)) continue;
        for (const end of [link.a, link.b]) {
          if (seen.has(end) || seen.size >= MAX_REACH) continue;
          seen.add(end);
          open.push(end);
        }
      }
    }
  }
  return [...found.values()];
}

function counts({ state }: LinkDocument): boolean {
  return state === 'active' || state === 'proposed';
}

export function tieOf({ a, b }: LinkDocument): Tie {
  return { a: customerIdOf(a), b: customerIdOf(b) };
}

export function identityOf(customerId: CustomerId): IdentityId {
  return customerId.slice('c_'.length) as IdentityId;
}

/** The one link of two identities, made where there is none; the change is settled by whoever calls `settleLinks`, or by the sweeper. */
export async function writeLink(
  { collections }: UseCaseContext,
  one: IdentityId,
  other: IdentityId,
  make: (known: Omit<LinkDocument, 'rev'> | undefined) => Omit<LinkDocument, 'rev'> | undefined,
): Promise<void> {
  const id = linkId(one, other);
  await changeDocument<LinkDocument>(collections.links, {
    id,
    make: (known) => {
      const next = make(known);
      return next && next !== known ? { ...next, todo: 1 } : known;
    },
  });
}

export function linkId(one: IdentityId, other: IdentityId): string {
  return [one, other].toSorted().join('-');
}
