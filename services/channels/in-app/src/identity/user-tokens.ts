import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { SigningKey } from '../config.ts';
import { CredentialsError } from './errors.ts';

/** Longest life of a user's token, and how far two clocks may differ; seconds. */
const MAX_TOKEN_SECONDS = 3600;
const CLOCK_TOLERANCE_SECONDS = 60;

const claimsSchema = z.object({
  sub: z.string().min(1).max(300),
  iat: z.number(),
  exp: z.number(),
  name: z.string().max(200).optional().catch(undefined),
  email: z.string().max(320).optional().catch(undefined),
  phone: z.string().max(40).optional().catch(undefined),
  locale: z.string().max(35).optional().catch(undefined),
});

export interface VerifiedUser {
  readonly userId: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly language?: string | undefined;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/**
 * Checks tokens that the app's backend signed. The algorithm belongs to the key, never to the token, so a token cannot
 * choose `none` or turn a public key into a secret. Throws `CredentialsError` for anything but a fresh, well-signed token.
 */
export function createUserTokens(secret: string, further: readonly SigningKey[]) {
  const keys = new Map<string | undefined, { readonly algorithm: string; readonly key: KeyObject }>([
    [undefined, { algorithm: 'HS256', key: createSecretKey(Buffer.from(secret)) }],
    ...further.map(
      ({ kid, algorithm, key }) =>
        [
          kid,
          { algorithm, key: algorithm === 'HS256' ? createSecretKey(Buffer.from(key)) : createPublicKey(key) },
        ] as const,
    ),
  ]);
  const chooseKey: JWTVerifyGetKey = ({ kid, alg }) => {
    const chosen = keys.get(kid) ?? (further.length === 0 ? keys.get(undefined) : undefined);
    if (chosen === undefined || chosen.algorithm !== alg) throw new Error('no such key');
    return chosen.key;
  };

  return {
    async verify(token: string): Promise<VerifiedUser> {
      const claims = claimsSchema.safeParse(await verified(token, chooseKey));
      if (!claims.success) throw new CredentialsError('bad-token', 'The token needs sub, iat and exp.');
      const { sub, iat, exp, name, email, phone, locale } = claims.data;
      if (exp - iat > MAX_TOKEN_SECONDS + CLOCK_TOLERANCE_SECONDS)
        throw new CredentialsError('bad-token', 'The token must expire within an hour of being issued.');
      return { userId: sub, name, email, phone, language: locale, expiresAt: exp * 1000 };
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
