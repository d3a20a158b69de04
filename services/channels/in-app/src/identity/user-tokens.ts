import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { normalAddress } from '@onethread/contracts';
import type { SigningKey } from '../config.ts';
import { MAX_ADDRESS } from '../named-hosts.ts';
import { CredentialsError } from './errors.ts';
import { attributesOf, type UserAttributes } from './user-attributes.ts';

/** Longest life of a user's token, and how far two clocks may differ; seconds. */
const MAX_TOKEN_SECONDS = 3600;
const CLOCK_TOLERANCE_SECONDS = 60;

const claimsSchema = z.object({
  sub: z.string().min(1).max(300),
  iat: z.number(),
  exp: z.number(),
  name: z.string().max(200).optional().catch(undefined),
  email: z.string().max(320).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  phone: z.string().max(40).optional().catch(undefined),
  // What makes no sense stays told, as no number: `phone` must not take its place where its proof is looked for.
  phone_number: z.string().max(40).optional().catch(''),
  phone_number_verified: z.boolean().optional().catch(undefined),
  locale: z.string().max(35).optional().catch(undefined),
  // An address too long to be called is none that was told.
  avatar: z.string().max(MAX_ADDRESS).optional().catch(undefined),
  picture: z.string().max(MAX_ADDRESS).optional().catch(undefined),
  attributes: z.unknown().optional(),
});

export interface VerifiedUser {
  readonly userId: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly language?: string | undefined;
  /** Where their picture lies; empty: they have none. Absent where the token says nothing of it. */
  readonly picture?: string | undefined;
  /** In normal form: the app's backend vouches that the address is this user's. */
  readonly provedEmail?: string | undefined;
  readonly provedPhone?: string | undefined;
  /** What else the app's backend says of the user, for rules. */
  readonly told: UserAttributes;
  /** Epoch ms. */
  readonly expiresAt: number;
}

interface VerificationKey {
  readonly algorithm: string;
  readonly key: KeyObject;
  /** Absent: of every app. */
  readonly app?: string | undefined;
}

/**
 * The names of OpenID Connect (Core 1.0, 5.1), and `phone` for `phone_number`. An address is proved only by `true` itself,
 * and a number only if it is the one that was verified.
 */
function addressesOf(claims: z.infer<typeof claimsSchema>) {
  const { email, email_verified, phone, phone_number, phone_number_verified } = claims;
  const vouchedNumber = phone_number ?? phone;
  return {
    email,
    phone: phone_number || phone,
    provedEmail: email_verified === true && email !== undefined ? normalAddress('email', email) : undefined,
    provedPhone:
      phone_number_verified === true && vouchedNumber !== undefined ? normalAddress('phone', vouchedNumber) : undefined,
  };
}

/**
 * Checks tokens that the app's backend signed. The algorithm belongs to the key, never to the token, so a token cannot
 * choose `none` or turn a public key into a secret. Throws `CredentialsError` for anything but a fresh, well-signed token.
 */
export function createUserTokens(secret: string, further: readonly SigningKey[]) {
  const keys = new Map<string | undefined, VerificationKey>([
    [undefined, { algorithm: 'HS256', key: createSecretKey(Buffer.from(secret)) }],
    ...further.map(
      ({ kid, algorithm, key, app }) =>
        [
          kid,
          { algorithm, key: algorithm === 'HS256' ? createSecretKey(Buffer.from(key)) : createPublicKey(key), app },
        ] as const,
    ),
  ]);
  const keyFor =
    (app: string): JWTVerifyGetKey =>
    ({ kid, alg }) => {
      const chosen = keys.get(kid) ?? (further.length === 0 ? keys.get(undefined) : undefined);
      if (chosen === undefined || chosen.algorithm !== alg) throw new Error('no such key');
      if (chosen.app !== undefined && chosen.app !== app) throw new Error('the key of another app');
      return chosen.key;
    };

  return {
    /** A token of this app's backend. */
    async verify(app: string, token: string): Promise<VerifiedUser> {
      const claims = claimsSchema.safeParse(await verified(token, keyFor(app)));
      if (!claims.success) throw new CredentialsError('bad-token', 'The token needs sub, iat and exp.');
      const { sub, iat, exp, name, locale, avatar, picture } = claims.data;
      if (exp - iat > MAX_TOKEN_SECONDS + CLOCK_TOLERANCE_SECONDS)
        throw new CredentialsError('bad-token', 'The token must expire within an hour of being issued.');
      const told = attributesOf(claims.data.attributes);
      const addresses = addressesOf(claims.data);
      return {
        userId: sub,
        name,
        language: locale,
        picture: avatar ?? picture,
        expiresAt: exp * 1000,
        told,
        ...addresses,
      };
    },
  };
}
export type UserTokens = ReturnType<typeof createUserTokens>;

async function verified(token: string, chooseKey: JWTVerifyGetKey): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, chooseKey, {
      algorithms: ['HS256', 'RS256', 'EdDSA'],
      requiredClaims: ['sub', 'iat', 'exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: MAX_TOKEN_SECONDS + CLOCK_TOLERANCE_SECONDS,
    });
    return payload;
  } catch {
    throw new CredentialsError('bad-token', 'The token is not valid or has expired.');
  }
}
