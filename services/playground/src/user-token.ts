import { createHmac } from 'node:crypto';
import type { Person } from '../wire/model.ts';

/** How long a user's token is good; seconds. */
export const TOKEN_LIFE_SECONDS = 3600;

/**
 * Before every played user's id: whoever reaches the page may ask for tokens, and a real app may share the secret, so none
 * may ever speak for one of its users.
 */
const PLAYED = 'playground:';

/** Signs a user's token as the backend of an app would: HS256, `sub`, name, `iat`, `exp` an hour later. */
export function signUserToken(secret: string, person: Person, nowMs: number): string {
  const issuedAt = Math.floor(nowMs / 1000);
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  const claims = encode({
    sub: `${PLAYED}${person.id}`,
    name: person.name,
    email: person.email,
    iat: issuedAt,
    exp: issuedAt + TOKEN_LIFE_SECONDS,
  });
  const signature = createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url');
  return `${header}.${claims}.${signature}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
