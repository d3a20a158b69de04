import { SignJWT } from 'jose';
import { JWT_SECRET } from './in-app-stage.ts';

/** A token as the app's backend signs it. */
export function userToken(sub: string, validSeconds = 600, claims: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sub, name: sub, iat: now, exp: now + validSeconds, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from(JWT_SECRET));
}

let made = 0;

/** A message id as a device makes it. */
export function cid(): string {
  made += 1;
  return `019b0000-0000-7000-8000-${String(made).padStart(12, '0')}`;
}
