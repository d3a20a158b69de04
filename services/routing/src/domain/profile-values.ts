import { normalAddress, type IdentityId } from '@onethread/contracts';
import { foldedWords } from './person-profile.ts';
import type { PersonClaims } from './person-profile.ts';

/** How well an address is proved to be its person's. */
export type Proof = 'none' | 'authenticated' | 'confirmed' | 'backend';

export interface ClaimingIdentity extends PersonClaims {
  readonly _id: IdentityId;
  readonly channel: string;
  readonly language?: string;
  readonly verifiedUser?: string;
  readonly confirmedAt?: number;
  readonly toldAt?: Readonly<Record<string, number>>;
  readonly createdAt: number;
}

/** The strongest that holds: the app's backend, a code that came back, a mail whose sender was authenticated. */
export function proofOf(identity: Omit<ClaimingIdentity, '_id' | 'channel' | 'createdAt'>): Proof {
  if (identity.verifiedUser !== undefined) return 'backend';
  if (identity.confirmedAt !== undefined) return 'confirmed';
  return identity.provedEmail === undefined && identity.provedPhone === undefined ? 'none' : 'authenticated';
}

const FIELDS = ['name', 'email', 'phone', 'language', 'user'] as const;
export type ProfileField = (typeof FIELDS)[number];

export interface ProfileValue {
  readonly field: ProfileField;
  readonly value: string;
  readonly identityId: IdentityId;
  readonly channel: string;
  /** Proved by the app's backend, by a code or by an authenticated mail; else only claimed. */
  readonly verified: boolean;
  /** Epoch ms at which it was told. */
  readonly at: number;
}

/**
 * What is known of the person behind some identities: per field the proved values first, then the newest; values that
 * differ are all kept, those that mean the same are one.
 */
export function profileValues(identities: readonly ClaimingIdentity[]): readonly ProfileValue[] {
  const all = identities.flatMap(valuesOf);
  return FIELDS.flatMap((field) => {
    const ranked = all
      .filter((value) => value.field === field)
      .toSorted((one, other) => Number(other.verified) - Number(one.verified) || other.at - one.at);
    const distinct = new Map<string, ProfileValue>();
    for (const value of ranked) {
      const meaning = meaningOf(value);
      if (!distinct.has(meaning)) distinct.set(meaning, value);
    }
    return [...distinct.values()];
  });
}

/** The values of those fields of which there are several. */
export function conflictsAmong(values: readonly ProfileValue[]): readonly ProfileValue[] {
  return values.filter(({ field }) => values.filter((other) => other.field === field).length > 1);
}

/** By what people call somebody: the best name, else an address. */
export function calledName(identities: readonly ClaimingIdentity[]): string {
  const values = profileValues(identities);
  const best = values.find(({ field }) => field === 'name' || field === 'email' || field === 'phone');
  return best?.value ?? identities.find(({ address }) => address !== undefined)?.address ?? '';
}

function valuesOf(identity: ClaimingIdentity): readonly ProfileValue[] {
  const { _id, channel, toldAt, createdAt, provedEmail, provedPhone } = identity;
  const byBackend = identity.verifiedUser !== undefined;
  const value = (field: ProfileField, claim: string, text: string | undefined, verified: boolean) =>
    text === undefined || text === ''
      ? []
      : [{ field, value: text, identityId: _id, channel, verified, at: toldAt?.[claim] ?? createdAt }];
  return [
    ...value('name', 'name', identity.name, byBackend),
    ...value('email', 'provedEmail', provedEmail, true),
    ...value('email', 'email', identity.email, false),
    ...value('phone', 'provedPhone', provedPhone, true),
    ...value('phone', 'phone', identity.phone, false),
    ...value('language', 'language', identity.language, byBackend),
    ...value('user', 'verifiedUser', identity.verifiedUser, true),
  ];
}

function meaningOf({ field, value }: ProfileValue): string {
  if (field === 'email' || field === 'phone') return normalAddress(field, value) ?? value;
  return field === 'name' ? foldedWords(value).join(' ') || value : value;
}
