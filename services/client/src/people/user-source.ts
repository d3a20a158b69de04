import type { Device } from '../session/device.ts';
import { USER_KEY } from './signed-in.ts';
import type { CredentialSource, Proof } from './credential-source.ts';

/** A token with less left than this is not used any more, ms. */
const RENEW_BEFORE_MS = 30_000;
const TOKEN_WITHIN_MS = 20_000;

/** Asked whenever a token is needed: calls the app's backend, which signs it for whoever is signed in there. */
export type GetToken = () => string | Promise<string>;

/** A person signed in by the app. The claims are only read here to name storage and to renew in time; the server verifies. */
export function createUserSource(
  getToken: GetToken,
  { now, storage }: Pick<Device, 'now' | 'storage'>,
): CredentialSource {
  let kept: Proof | undefined;
  let asking: Promise<Proof> | undefined;

  async function ask(): Promise<Proof> {
    try {
      const token = await withTimeout(Promise.resolve(getToken()));
      const { sub, exp } = claimsOf(token);
      kept = { credentials: { token }, person: `user.${encodeURIComponent(sub)}`, expiresAt: exp * 1000 };
      return kept;
    } finally {
      asking = undefined;
    }
  }

  return {
    kind: 'user',
    obtain() {
      if (kept?.expiresAt !== undefined && kept.expiresAt - RENEW_BEFORE_MS > now()) return Promise.resolve(kept);
      return (asking ??= ask());
    },
    isHere: (person) => storage.get(USER_KEY) === person,
    refused: () => void (kept = undefined),
  };
}

function claimsOf(token: string): { readonly sub: string; readonly exp: number } {
  const payload = token.split('.')[1] ?? '';
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  const { sub, exp } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown; exp?: unknown };
  if (typeof sub !== 'string' || typeof exp !== 'number') throw new Error('the token has no sub or exp');
  return { sub, exp };
}

function withTimeout(answer: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no token in time')), TOKEN_WITHIN_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
