import { customerIdOf, identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import { changeDocument, pagesOf } from '@onethread/documents';
import { counts, type Link } from '../domain/evidence.ts';
import type { Tie } from '../domain/link-components.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { Collections } from './collections.ts';
import type { LinkDocument } from './identity-documents.ts';

/** Links of one identity that are looked at; those that were refused or retracted are not among them. A person has at most 50 identities. */
const MAX_LINKS = 500;
/** Most identities that one scan reaches; a thread has at most 50 members. */
const MAX_REACH = 500;
/** Links that one read asks for, where all are read. */
const PAGE = 200;

/** Every link that is active, proposed or not settled around some customers, however far those that count reach. */
export async function linksAround(
  { collections }: Pick<UseCaseContext, 'collections'>,
  customers: Iterable<CustomerId>,
): Promise<readonly LinkDocument[]> {
  const found = new Map<string, LinkDocument>();
  const open = [...customers].map(identityIdOfCustomer);
  const seen = new Set(open);
  for (let identity = open.pop(); identity !== undefined; identity = open.pop()) {
    for (const link of await linksAt(collections, identity)) {
      found.set(link._id, link);
      if (!counts(link)) continue;
      for (const end of [link.a, link.b]) {
        if (seen.has(end) || seen.size >= MAX_REACH) continue;
        seen.add(end);
        open.push(end);
      }
    }
  }
  return [...found.values()];
}

/** Links of one identity that are active, proposed or not settled. */
export async function linksAt(
  { links }: Pick<Collections, 'links'>,
  identity: IdentityId,
): Promise<readonly LinkDocument[]> {
  return (await links.find({ index: 'by_end', equals: [identity], limit: MAX_LINKS })).documents;
}

/** Whatever was ever said of one identity and others, refused and retracted links included: all of it, since an export leaves nothing out and an erasure nothing behind. */
export async function allLinksAt(
  { links }: Pick<Collections, 'links'>,
  identity: IdentityId,
): Promise<readonly LinkDocument[]> {
  const found: LinkDocument[] = [];
  for (const index of ['by_a', 'by_b']) {
    for await (const page of pagesOf(links, { index, equals: [identity], limit: PAGE })) found.push(...page);
  }
  return found;
}

export function tieOf({ a, b }: Pick<Link, 'a' | 'b'>): Tie {
  return { a: customerIdOf(a), b: customerIdOf(b) };
}

/**
 * The one link of two identities, made where there is none; what `make` returns unchanged is not written. A change is
 * settled by whoever calls `settleLinks`, or by the sweeper. The link as it is stored now.
 */
export async function writeLink(
  { collections }: Pick<UseCaseContext, 'collections'>,
  one: IdentityId,
  other: IdentityId,
  make: (known: LinkDocument | undefined) => Link | undefined,
): Promise<LinkDocument | undefined> {
  const { document } = await changeDocument<LinkDocument>(collections.links, {
    id: linkId(one, other),
    make: (known) => {
      const next = make(known);
      return next && next !== known ? { ...next, ends: [next.a, next.b], todo: 1 } : known;
    },
  });
  return document;
}

export function linkId(one: IdentityId, other: IdentityId): string {
  return [one, other].toSorted().join('-');
}
