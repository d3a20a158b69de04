import { errors, jwtVerify, SignJWT } from 'jose';
import { RpcError } from './errors.ts';

/** Who calls: a person at a desk (three ranks), a service of ours, or somebody with an invitation to choose a password. */
export const TOKEN_ROLES = ['agent', 'supervisor', 'admin', 'service', 'invite'] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

export interface TokenClaims {
  /** Agent id, or a service's name. */
  readonly subject: string;
  readonly role: TokenRole;
  /** Epoch seconds after which the token is worth nothing. */
  readonly expiresAt: number;
}

export interface TokenRequest {
  readonly subject: string;
  readonly role: TokenRole;
  /** Seconds from now; 1 to 30 days. */
  readonly validSeconds: number;
}

/** Longest life of a token: 30 days, in seconds. */
export const MAX_TOKEN_SECONDS = 30 * 24 * 3600;
/** Shortest secret: 32 bytes, as HS256 asks. */
export const MIN_SECRET_BYTES = 32;

const ISSUER = 'onethread';
const ALGORITHM = 'HS256';
/** Clocks of two machines may differ by this much, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 5;

/** A JWT (HS256) of a caller. Throws `RpcError` invalid for an empty subject or a life outside 1 s to 30 days. */
export async function signToken(secret: string, request: TokenRequest): Promise<string> {
  const { subject, role, validSeconds } = request;
  if (subject === '') throw new RpcError('invalid', 'a token needs a subject');
  if (!Number.isInteger(validSeconds) || validSeconds < 1 || validSeconds > MAX_TOKEN_SECONDS)
    throw new RpcError('invalid', `a token is valid for 1 to ${MAX_TOKEN_SECONDS} seconds`);
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT({ role })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setIssuer(ISSUER)
    .setSubject(subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + validSeconds)
    .sign(keyOf(secret));
}

/**
 * Who a token speaks for. To rotate, put the new secret first and drop the old one after 30 days.
 * Throws `RpcError` unauthenticated for anything but an unexpired token signed by one of the secrets.
 */
export async function verifyToken(secrets: readonly string[], token: string): Promise<TokenClaims> {
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, keyOf(secret), {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      const role = TOKEN_ROLES.find((known) => known === payload['role']);
      if (role === undefined || !payload.sub || payload.exp === undefined) break;
      return { subject: payload.sub, role, expiresAt: payload.exp };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new RpcError('unauthenticated', 'the token has expired');
      // Signed by another of the secrets, perhaps.
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  throw new RpcError('unauthenticated', 'the token is not valid');
}

function keyOf(secret: string): Uint8Array {
  const key = new TextEncoder().encode(secret);
  if (key.length < MIN_SECRET_BYTES) throw new Error(`a token secret has at least ${MIN_SECRET_BYTES} bytes`);
  return key;
}
