import { importJWK, jwtVerify } from 'jose';

/** Who pushed, as their token says (RFC 8292). */
export interface VapidClaims {
  readonly subject: string;
  /** Epoch s. */
  readonly expiresAt: number;
  /** The sender's, base64url. */
  readonly publicKey: string;
}

const DAY_S = 24 * 60 * 60;

/** Checks the Authorization of a push: ES256, for this origin, good for a day at most, with a contact. Throws for anything else. */
export async function checkVapid(header: string | undefined, origin: string): Promise<VapidClaims> {
  const found = /^vapid t=(?<token>[\w.-]+), ?k=(?<key>[\w-]+)$/.exec(header ?? '')?.groups;
  if (found === undefined) throw new Error('no vapid credentials');
  const { token = '', key = '' } = found;
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65 || point[0] !== 4) throw new Error('k is not a public key');
  const coordinate = (from: number): string => point.subarray(from, from + 32).toString('base64url');
  const publicKey = await importJWK({ kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33) }, 'ES256');
  const { payload } = await jwtVerify(token, publicKey, {
    algorithms: ['ES256'],
    audience: origin,
    requiredClaims: ['aud', 'exp', 'sub'],
  });
  const { sub = '', exp = 0 } = payload;
  if (exp - Date.now() / 1000 > DAY_S) throw new Error('good for more than a day');
  if (!/^(mailto:|https:)/.test(sub)) throw new Error('no contact');
  return { subject: sub, expiresAt: exp, publicKey: key };
}
