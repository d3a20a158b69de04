import { customerIdOf } from '@onethread/contracts';
import type { EvidenceKind, IdentityId } from '@onethread/contracts';
import { RoutingError } from '../domain/errors.ts';
import { proposed, retracted } from '../domain/evidence.ts';
import type { ByAgent } from '../domain/evidence.ts';
import type { LinkDocument } from '../stores/identity-documents.ts';
import { linkId, writeLink } from '../stores/links.ts';
import type { UseCaseContext } from './context.ts';
import { settleLinks } from './settle-links.ts';

export interface LinkProposal {
  readonly a: IdentityId;
  readonly b: IdentityId;
  /** What says that they are one person. */
  readonly evidence: EvidenceKind;
  /** By the customer (token, code, authenticated address), not only believed by an agent. */
  readonly proved: boolean;
  /** When that was, epoch ms. Default: now. */
  readonly at?: number;
  readonly by?: ByAgent;
  /** The agent's words. */
  readonly note?: string;
}

/**
 * Proposes that two identities are one person, and settles it: their threads become one unless a rule refuses it, or an
 * agent's earlier word stands against this evidence (`proposed` tells when). Repeatable. Says what became of the link.
 */
export async function proposeLink(context: UseCaseContext, proposal: LinkProposal): Promise<LinkDocument> {
  const { a, b, at = context.now(), ...evidence } = proposal;
  if (a === b) throw new RoutingError('invalid', 'An identity is itself already.');
  const id = linkId(a, b);
  const link = await writeLink(context, a, b, (known) => proposed(known, { _id: id, a, b }, { ...evidence, at }));
  if (link?.todo !== undefined) await settleLinks(context, [customerIdOf(a), customerIdOf(b)]);
  const settled = await context.collections.links.get(id);
  if (settled === undefined) throw new Error('a link was neither there nor made');
  return settled;
}

export interface Retraction {
  readonly a: IdentityId;
  readonly b: IdentityId;
  readonly by?: ByAgent;
  readonly note?: string;
}

/** They are not one person after all: each side's members go on in a thread of their own. Repeatable. */
export async function retractLink(context: UseCaseContext, { a, b, by, note }: Retraction): Promise<void> {
  const at = context.now();
  const link = await writeLink(context, a, b, (known) => known && retracted(known, at, by, note));
  if (link?.todo !== undefined) await settleLinks(context, [customerIdOf(a), customerIdOf(b)]);
}
