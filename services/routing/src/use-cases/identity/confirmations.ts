import { followUpEntryId, identityIdOf, normalAddress } from '@onethread/contracts';
import type { IdentityId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import { addressKey } from '../../domain/person-profile.ts';
import type { ConfirmationDocument } from '../../stores/identity-documents.ts';
import { markConfirmed, meetIdentity } from '../../stores/identities.ts';
import type { UseCaseContext } from '../context.ts';
import { proposeLink } from '../link-identities.ts';
import { HOUR_MS, takeOne } from './limits.ts';
import { hashOf, isSameHash, newDigits } from './secret-codes.ts';
import { sendAutomatic } from './send-automatic.ts';
import { isShared } from './shared-addresses.ts';
import { weighLater } from './weigh-later.ts';
import { writeAudit } from './write-audit.ts';

export const CONFIRMATION_VALID_MS = 10 * 60 * 1000;
/** Wrong codes after which a confirmation is over. */
export const MAX_CONFIRMATION_TRIES = 5;
/** Confirmations in an hour that one identity starts, and that one address is sent. */
export const MAX_CONFIRMATIONS_PER_HOUR = 3;
const KEPT_MS = 24 * HOUR_MS;

export interface StartedConfirmation {
  readonly confirmationId: string;
  /** In its normal form. */
  readonly address: string;
  /** Epoch ms. */
  readonly validUntil: number;
}

export interface ConfirmationRequest {
  readonly identityId: IdentityId;
  readonly channel: string;
  /** As it was typed. */
  readonly address: string;
}

/**
 * Sends a code to a typed address of another channel. Throws `RoutingError`: not-found (the asker never wrote, or no such
 * channel), invalid (no address of that channel, a shared one, the asker's own), exhausted (3 an hour for asker or address).
 */
export async function startConfirmation(
  context: UseCaseContext,
  { identityId, channel, address }: ConfirmationRequest,
): Promise<StartedConfirmation> {
  const { collections, now, settings } = context;
  const asker = await collections.identities.get(identityId);
  if (asker === undefined) throw new RoutingError('not-found', 'Nobody has written from this address yet.');
  const { kind, account } = await reachable(context, channel);
  const normal = normalAddress(kind, address);
  if (normal === undefined) throw new RoutingError('invalid', WRONG_ADDRESS[kind]);
  if (await isShared(context, addressKey(kind, normal))) {
    throw new RoutingError('invalid', 'This is not the address of one person.');
  }
  const targetId = identityIdOf(settings.identityKey, channel, account, normal);
  if (targetId === identityId) throw new RoutingError('invalid', 'This is the address that you write from.');
  const confirmationId = context.newId();
  const most = MAX_CONFIRMATIONS_PER_HOUR;
  const refusal = 'Too many codes in an hour: try again later.';
  await takeOne(context, { name: `confirmation-of:${identityId}`, most }, confirmationId, refusal);
  await takeOne(context, { name: `confirmation-to:${targetId}`, most }, confirmationId, refusal);
  const ref = { identityId: targetId, channel, account, externalId: normal };
  const known = await collections.identities.get(targetId);
  // Anybody may type any address: it says nothing of its owner until the code comes back.
  const target = known ?? (await meetIdentity(context, ref, { address: normal }));
  const digits = newDigits(context);
  const validUntil = now() + CONFIRMATION_VALID_MS;
  await changeDocument<ConfirmationDocument>(collections.confirmations, {
    id: confirmationId,
    make: (stored) =>
      stored ?? {
        _id: confirmationId,
        identityId,
        targetId,
        kind,
        address: normal,
        code: hashOf(context, 'confirmation', confirmationId, digits),
        validUntil,
        wrong: 0,
        expiresAt: now() + KEPT_MS,
      },
  });
  const text = `Your code is ${digits}. It is valid for 10 minutes. If you did not ask for it, ignore this message.`;
  await sendAutomatic(context, target, followUpEntryId(confirmationId, 'code'), [{ kind: 'text', text }]);
  const occasion = confirmationId;
  const ends = [identityId, targetId];
  await writeAudit(context, { occasion, action: 'code-issued', ends, evidence: 'confirmed-address' });
  context.countIdentity?.('confirmation-started');
  return { confirmationId, address: normal, validUntil };
}

export interface ConfirmationAnswer {
  readonly identityId: IdentityId;
  readonly confirmationId: string;
  readonly code: string;
}

export interface Confirmed {
  readonly confirmed: boolean;
  /** Wrong codes that are still allowed. */
  readonly triesLeft: number;
}

/**
 * The code that came on the other channel. Right: the address is proved, and linked; repeatable. Throws `RoutingError`:
 * not-found (another's, or none), invalid (after 5 wrong ones), expired, conflict (the address is another user's).
 */
export async function confirmAddress(
  context: UseCaseContext,
  { identityId, confirmationId, code }: ConfirmationAnswer,
): Promise<Confirmed> {
  const { collections, now } = context;
  const given = hashOf(context, 'confirmation', confirmationId, code.replaceAll(/[\s-]/gu, ''));
  const lastTry = context.newId();
  const { document } = await changeDocument<ConfirmationDocument>(collections.confirmations, {
    id: confirmationId,
    make: (known) => {
      // The answer to this very try was lost.
      if (known?.lastTry === lastTry) return known;
      if (known === undefined || known.identityId !== identityId) {
        throw new RoutingError('not-found', 'There is no such confirmation.');
      }
      const right = isSameHash(known.code, given);
      if (known.confirmedAt !== undefined && right) return known;
      if (known.wrong >= MAX_CONFIRMATION_TRIES)
        throw new RoutingError('invalid', 'Too many wrong codes: start again.');
      if (known.confirmedAt === undefined && now() > known.validUntil) {
        throw new RoutingError('expired', 'The code is not valid any more: start again.');
      }
      return right ? { ...known, lastTry, confirmedAt: now() } : { ...known, lastTry, wrong: known.wrong + 1 };
    },
  });
  if (document === undefined) throw new Error('a confirmation was neither there nor refused');
  const triesLeft = Math.max(0, MAX_CONFIRMATION_TRIES - document.wrong);
  if (document.confirmedAt === undefined || !isSameHash(document.code, given)) {
    context.countIdentity?.('confirmation-wrong');
    return { confirmed: false, triesLeft };
  }
  await finish(context, document, document.confirmedAt);
  return { confirmed: true, triesLeft };
}

async function finish(
  context: UseCaseContext,
  { _id, identityId, targetId, kind, address }: ConfirmationDocument,
  at: number,
): Promise<void> {
  const proved = kind === 'email' ? { provedEmail: address } : { provedPhone: address };
  const target = await markConfirmed(context, targetId, proved, at);
  const ends = [identityId, targetId];
  await writeAudit(context, { occasion: _id, action: 'code-redeemed', ends, evidence: 'confirmed-address' });
  const { state } = await proposeLink(context, {
    a: identityId,
    b: targetId,
    evidence: 'confirmed-address',
    proved: true,
    at,
  });
  await weighLater(context, target);
  context.countIdentity?.(state === 'active' ? 'confirmation-linked' : 'confirmation-refused');
  if (state !== 'active') throw new RoutingError('conflict', 'This address belongs to somebody else here.');
}

const WRONG_ADDRESS = {
  email: 'This is not a mail address.',
  phone: 'This is not a phone number with its country: write it as +44 7700 900001.',
} as const;

async function reachable({ collections }: UseCaseContext, channel: string) {
  const announced = await collections.channels.get(channel);
  const kind = announced?.capabilities.addressKind;
  const account = announced?.accounts[0]?.account;
  if (kind === undefined || account === undefined) {
    throw new RoutingError('not-found', 'Nobody can be reached there by a typed address.');
  }
  return { kind, account };
}
