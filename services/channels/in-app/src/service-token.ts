import { signToken } from '@onethread/rpc';

const TOKEN_SECONDS = 3600;
/** A token is renewed when less than this is left. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** What this service shows when it calls routing. */
export function serviceToken(secret: string, now: () => number): () => Promise<string> {
  let token: Promise<string> | undefined;
  let renewAt = 0;
  return () => {
    if (token === undefined || now() >= renewAt) {
      renewAt = now() + TOKEN_SECONDS * 1000 - RENEW_BEFORE_MS;
      token = signToken(secret, { subject: 'in-app', role: 'service', validSeconds: TOKEN_SECONDS });
    }
    return token;
  };
}
