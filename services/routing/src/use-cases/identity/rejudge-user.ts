import { customerIdOf, identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import { counts } from '../../domain/evidence.ts';
import { componentsOf } from '../../domain/link-components.ts';
import type { IdentityDocument, LinkDocument } from '../../stores/identity-documents.ts';
import { linksAround, tieOf, writeLink } from '../../stores/links.ts';
import type { UseCaseContext } from '../context.ts';
import { settleLinks } from '../settle-links.ts';

/**
 * An identity has become a verified user: the links that tie it to another user are judged again, and its thread parts
 * from theirs. Called after the user was stored, so of this scan and a proposal that is being judged elsewhere one sees the
 * other: whoever judges reads the identities after its proposal was written, and this scan, begun after the identity was,
 * finds that proposal. A link that was just decided, or is about to be, is written here once more, so a judgement made
 * before does not hold. Repeatable; does nothing where nobody else is a user.
 */
export async function rejudgeUser(context: UseCaseContext, identity: IdentityDocument): Promise<void> {
  const { verifiedUser, _id: identityId, customerId } = identity;
  if (verifiedUser === undefined) return;
  const links = (await linksAround(context, [customerId])).filter(counts);
  const suspects = await linksToOthers(context, identityId, verifiedUser, links);
  if (suspects.length === 0) return;
  for (const { a, b } of suspects) {
    await writeLink(context, a, b, (known) => known && (counts(known) ? { ...known, state: 'proposed' } : known));
  }
  const ends = new Set<CustomerId>(suspects.flatMap((link) => Object.values(tieOf(link))));
  await settleLinks(context, [...ends]);
}

/** Its own links that lead to somebody who is another user. */
async function linksToOthers(
  { collections }: UseCaseContext,
  identityId: IdentityId,
  user: string,
  links: readonly LinkDocument[],
): Promise<readonly LinkDocument[]> {
  const isOwn = ({ a, b }: LinkDocument): boolean => a === identityId || b === identityId;
  const own = links.filter(isOwn);
  if (own.length === 0) return [];
  const customers = [...new Set(links.flatMap((link) => Object.values(tieOf(link))))];
  const groups = componentsOf(customers, links.filter((link) => !isOwn(link)).map(tieOf));
  const identities = await collections.identities.getMany(customers.map(identityIdOfCustomer));
  const others = new Set(
    identities
      .filter((one) => one.verifiedUser !== undefined && one.verifiedUser !== user)
      .map((one) => customerIdOf(one._id)),
  );
  return own.filter(({ a, b }) => {
    const end = customerIdOf(a === identityId ? b : a);
    return groups.find((group) => group.includes(end))?.some((member) => others.has(member)) ?? false;
  });
}
