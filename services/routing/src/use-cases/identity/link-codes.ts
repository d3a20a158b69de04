import { normalAddress } from '@onethread/contracts';
import type { EntryId, IdentityId, InboundMessage } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import { readLinkCode, shownLinkCode } from '../../domain/link-code.ts';
import type { IdentityDocument, LinkCodeDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';
import { proposeLink } from '../link-identities.ts';
import { isBlocked, noteFault, takeOne } from './limits.ts';
import { raiseMatch } from './raise-match.ts';
import { hashOf, newLinkCode } from './secret-codes.ts';
import { writeAudit } from './write-audit.ts';

/** A code can be sent so long. */
export const LINK_CODE_VALID_MS = 10 * 60 * 1000;
/** Codes that one identity is given in an hour. */
export const MAX_LINK_CODES_PER_HOUR = 5;
/** Wrong codes of one identity in an hour, after which its codes are not looked at for an hour. */
export const MAX_WRONG_CODES_PER_HOUR = 10;
/** Longer than the log keeps the message that redeemed it. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export interface IssuedLinkCode {
  /** As it is shown: OT-7KQ4-M2XF. */
  readonly code: string;
  /** Epoch ms. */
  readonly validUntil: number;
}

/**
 * A code that the person behind an identity sends from another channel. It replaces the last one. Throws `RoutingError`:
 * not-found for an identity that never wrote (nothing is known of it that a link could be judged by), exhausted above 5 an hour.
 */
export async function issueLinkCode(context: UseCaseContext, identityId: IdentityId): Promise<IssuedLinkCode> {
  const { collections, now } = context;
  if ((await collections.identities.get(identityId)) === undefined) {
    throw new RoutingError('not-found', 'Nobody has written from this address yet.');
  }
  const code = newLinkCode(context);
  const id = hashOf(context, 'link-code', code);
  const limit = { name: `link-code:${identityId}`, most: MAX_LINK_CODES_PER_HOUR };
  await takeOne(context, limit, id, 'Too many codes in an hour: try again later.');
  const issuedAt = now();
  const issued = { _id: id, identityId, issuedAt, validUntil: issuedAt + LINK_CODE_VALID_MS };
  // A lost answer is found by its id; a code that somebody else has is not worth a thought at 10^11 of them.
  await changeDocument<LinkCodeDocument>(collections.linkCodes, {
    id,
    make: (known) => known ?? { ...issued, expiresAt: issuedAt + KEPT_MS },
  });
  await writeAudit(context, { occasion: id, action: 'code-issued', ends: [identityId], evidence: 'link-code' });
  context.countIdentity?.('link-code-issued');
  return { code: shownLinkCode(code), validUntil: issued.validUntil };
}

export type Redeemed = 'no-code' | 'linked' | 'refused' | 'wrong' | 'own' | 'ignored' | 'unproved';

/**
 * Looks whether a customer's message is a link code, and links whom it was given to with whom it came from. After the
 * message was stored, which stays what it is; a redelivery finishes what a crash left. A code serves one message, once: of
 * two that bring it at the same time one wins by compare-and-set. Mail counts as from its sender only where that was
 * authenticated; else the code is left unused, and an agent is asked.
 */
export async function redeemLinkCode(
  context: UseCaseContext,
  message: InboundMessage,
  identity: IdentityDocument,
): Promise<Redeemed> {
  const code = codeIn(message);
  if (code === undefined) return 'no-code';
  const id = hashOf(context, 'link-code', code);
  const outcome = await redeem(context, id, message, identity);
  context.countIdentity?.(`link-code-${outcome}`);
  return outcome;
}

async function redeem(
  context: UseCaseContext,
  id: string,
  message: InboundMessage,
  identity: IdentityDocument,
): Promise<Redeemed> {
  const { collections } = context;
  const guesses = { name: `link-code-wrong:${identity._id}`, most: MAX_WRONG_CODES_PER_HOUR };
  const known = await collections.linkCodes.get(id);
  if (known?.redeemed?.entryId === message.entryId) return await link(context, known, identity);
  if (await isBlocked(context, guesses.name)) return 'ignored';
  if (known?.identityId === identity._id) return 'own';
  if (known !== undefined && (await isUsable(context, known, message))) {
    if (!(await isProvedSender(context, message, identity))) {
      await raiseMatch(context, known.identityId, identity._id, 'code-by-unverified-mail');
      return 'unproved';
    }
    const redeemed = { identityId: identity._id, entryId: message.entryId as EntryId, at: context.now() };
    const { document } = await changeDocument<LinkCodeDocument>(collections.linkCodes, {
      id,
      believed: { document: known },
      make: (code) => (code === undefined || code.redeemed !== undefined ? code : { ...code, redeemed }),
    });
    if (document?.redeemed?.entryId === message.entryId) return await link(context, document, identity);
  }
  await noteFault(context, guesses, message.entryId);
  return 'wrong';
}

async function link(
  context: UseCaseContext,
  { _id, identityId, redeemed }: LinkCodeDocument,
  identity: IdentityDocument,
): Promise<Redeemed> {
  const ends = [identityId, identity._id];
  await writeAudit(context, { occasion: _id, action: 'code-redeemed', ends, evidence: 'link-code' });
  const { state } = await proposeLink(context, {
    a: identityId,
    b: identity._id,
    evidence: 'link-code',
    proved: true,
    ...(redeemed === undefined ? {} : { at: redeemed.at }),
  });
  return state === 'active' ? 'linked' : 'refused';
}

/** Sent in time, not used, and not replaced by a newer one. When it was sent, its channel says: what waited in the log is not late. */
async function isUsable(
  { collections }: UseCaseContext,
  code: LinkCodeDocument,
  { occurredAt }: InboundMessage,
): Promise<boolean> {
  if (code.redeemed !== undefined || occurredAt > code.validUntil) return false;
  const { documents } = await collections.linkCodes.find({
    index: 'by_identity',
    equals: [code.identityId],
    order: 'descending',
    limit: 1,
  });
  return documents[0]?._id === code._id;
}

/** Anybody can write any sender into a mail. Other channels' providers, and our own secrets, say who it is. */
async function isProvedSender(
  { collections }: UseCaseContext,
  { profile }: InboundMessage,
  { channel, externalId }: IdentityDocument,
): Promise<boolean> {
  const { capabilities } = (await collections.channels.get(channel)) ?? {};
  const own = normalAddress('email', externalId);
  const isMail = capabilities?.addressKind === 'email' || own !== undefined;
  if (!isMail) return true;
  const proved = profile.provedEmail === undefined ? undefined : normalAddress('email', profile.provedEmail);
  return proved !== undefined && proved === own;
}

/** The whole text of the message, or of a mail its subject. */
function codeIn({ author, automatic, parts, subject }: InboundMessage): string | undefined {
  if (author !== 'customer' || automatic) return undefined;
  // A picture in a mail's signature says nothing.
  const [part, ...others] = parts.filter(({ kind }) => kind === 'text');
  const text = part?.kind === 'text' && others.length === 0 ? readLinkCode(part.text) : undefined;
  return text ?? (subject === undefined ? undefined : readLinkCode(subject));
}
