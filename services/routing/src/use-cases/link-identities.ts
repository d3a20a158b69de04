import type { IdentityId } from '@onethread/contracts';
import { RoutingError } from '../domain/errors.ts';
import { linkId, writeLink } from '../stores/links.ts';
import { customerIdOf } from '@onethread/contracts';
import type { UseCaseContext } from './context.ts';
import { settleLinks } from './settle-links.ts';

export interface LinkProposal {
  readonly a: IdentityId;
  readonly b: IdentityId;
  /** What says that they are one person: a stable word. */
  readonly evidence: string;
  /** By the customer (token, code, click), not only believed by an agent. */
  readonly proved: boolean;
}

/** Proposes that two identities are one person, and settles it: their threads become one unless a rule refuses it. */
export async function proposeLink(context: UseCaseContext, { a, b, evidence, proved }: LinkProposal): Promise<void> {
  if (a === b) throw new RoutingError('invalid', 'An identity is itself already.');
  await writeLink(context, a, b, (known) => ({
    ...(known ?? { _id: linkId(a, b), a, b }),
    evidence,
    proved: proved || (known?.proved ?? false),
    state: known?.state === 'active' ? 'active' : 'proposed',
  }));
  await settleLinks(context, [customerIdOf(a), customerIdOf(b)]);
}

/** They are not one person after all: each side's members go on in a thread of their own. */
export async function retractLink(
  context: UseCaseContext,
  { a, b }: { readonly a: IdentityId; readonly b: IdentityId },
): Promise<void> {
  await writeLink(context, a, b, (known) =>
    known === undefined || known.state === 'retracted' ? known : { ...known, proved: false, state: 'retracted' },
  );
  await settleLinks(context, [customerIdOf(a), customerIdOf(b)]);
}
