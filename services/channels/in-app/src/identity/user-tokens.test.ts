import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, test } from 'node:test';
import { SignJWT } from 'jose';
import { CredentialsError } from './errors.ts';
import { createUserTokens } from './user-tokens.ts';

const SECRET = 'a secret of at least thirty-two characters';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed = generateKeyPairSync('ed25519');
const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const KEYS = [
  { kid: 'rsa-1', algorithm: 'RS256', key: pem(rsa.publicKey) },
  { kid: 'ed-1', algorithm: 'EdDSA', key: pem(ed.publicKey) },
  { kid: 'old', algorithm: 'HS256', key: 'the previous secret, still accepted for a while' },
] as const;
const tokens = createUserTokens(SECRET, KEYS);
const nowS = (): number => Math.floor(Date.now() / 1000);

interface Made {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: KeyObject | Uint8Array;
}

function sign({ claims = {}, header = {}, key = Buffer.from(SECRET) }: Made = {}): Promise<string> {
  return new SignJWT({ sub: 'anna', iat: nowS(), exp: nowS() + 600, ...claims })
    .setProtectedHeader({ alg: 'HS256', ...header })
    .sign(key);
}

/** A token put together by hand, as libraries rightly refuse to. */
function forge(header: object, claims: object, secret?: string): string {
  const body = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = secret === undefined ? '' : createHmac('sha256', secret).update(body).digest('base64url');
  return `${body}.${signature}`;
}

const claims = () => ({ sub: 'anna', iat: nowS(), exp: nowS() + 600 });
const refused = (error: unknown): boolean => error instanceof CredentialsError && error.code === 'bad-token';

describe('users’ tokens', () => {
  test('a token of the app’s backend names its user', async () => {
    const user = await tokens.verify(await sign({ claims: { name: 'Anna', email: 'anna@example.org', locale: 'de' } }));
    assert.equal(user.userId, 'anna');
    assert.equal(user.name, 'Anna');
    assert.equal(user.email, 'anna@example.org');
    assert.equal(user.language, 'de');
    assert.equal(user.expiresAt % 1000, 0);
  });

  test('each further key is found by its kid', async () => {
    for (const made of [
      { header: { alg: 'RS256', kid: 'rsa-1' }, key: rsa.privateKey },
      { header: { alg: 'EdDSA', kid: 'ed-1' }, key: ed.privateKey },
      { header: { alg: 'HS256', kid: 'old' }, key: Buffer.from(KEYS[2].key) },
    ])
      assert.equal((await tokens.verify(await sign(made))).userId, 'anna');
  });

  const bad: Readonly<Record<string, () => string | Promise<string>>> = {
    'no token at all': () => 'hello',
    'a foreign signature': () => sign({ key: Buffer.from('another secret of thirty-two characters') }),
    'changed claims under the old signature': async () => {
      const [header, , signature] = (await sign()).split('.');
      return `${header}.${Buffer.from(JSON.stringify({ ...claims(), sub: 'bert' })).toString('base64url')}.${signature}`;
    },
    'algorithm none': () => forge({ alg: 'none' }, claims()),
    'algorithm none under a known kid': () => forge({ alg: 'none', kid: 'rsa-1' }, claims()),
    'a public key used as an HMAC secret': () => forge({ alg: 'HS256', kid: 'rsa-1' }, claims(), KEYS[0].key),
    'another algorithm than its key has': () => forge({ alg: 'HS256', kid: 'ed-1' }, claims(), KEYS[1].key),
    'an unknown kid': () => sign({ header: { kid: 'unknown' } }),
    'the right secret under another key’s kid': () => sign({ header: { kid: 'old' } }),
    'an expired token': () => sign({ claims: { iat: nowS() - 900, exp: nowS() - 120 } }),
    'an end more than an hour after the issue': () => sign({ claims: { exp: nowS() + 2 * 3600 } }),
    'issued in the future': () => sign({ claims: { iat: nowS() + 600, exp: nowS() + 900 } }),
    'issued long ago, with a far end': () => sign({ claims: { iat: nowS() - 86_400, exp: nowS() + 600 } }),
    'not yet valid': () => sign({ claims: { nbf: nowS() + 600 } }),
    'no sub': () => sign({ claims: { sub: undefined } }),
    'an empty sub': () => sign({ claims: { sub: '' } }),
    'no iat': () => sign({ claims: { iat: undefined } }),
    'no exp': () => sign({ claims: { exp: undefined } }),
    'exp as text': () => forge({ alg: 'HS256' }, { ...claims(), exp: 'never' }, SECRET),
  };
  for (const [name, make] of Object.entries(bad)) {
    test(`refused: ${name}`, async () => {
      await assert.rejects(tokens.verify(await make()), refused);
    });
  }

  test('claims about the person that make no sense are left out, and do not keep them out', async () => {
    const user = await tokens.verify(await sign({ claims: { name: 42, email: 'x'.repeat(400) } }));
    assert.equal(user.name, undefined);
    assert.equal(user.email, undefined);
  });
});
