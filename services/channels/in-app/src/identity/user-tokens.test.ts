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
  { kid: 'bank', algorithm: 'HS256', key: 'the secret of another app of ours alone', app: 'bank' },
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
    const user = await tokens.verify(
      'shop',
      await sign({ claims: { name: 'Anna', email: 'anna@example.org', locale: 'de' } }),
    );
    assert.equal(user.userId, 'anna');
    assert.equal(user.name, 'Anna');
    assert.equal(user.email, 'anna@example.org');
    assert.equal(user.language, 'de');
    assert.equal(user.expiresAt % 1000, 0);
  });

  test('a picture is `avatar`, or `picture` as OpenID Connect has it; what is no address of some length is none', async () => {
    const cases: readonly (readonly [Record<string, unknown>, string | undefined])[] = [
      [{}, undefined],
      [{ picture: 'https://cdn.example.org/1' }, 'https://cdn.example.org/1'],
      [{ avatar: 'https://cdn.example.org/2', picture: 'https://cdn.example.org/1' }, 'https://cdn.example.org/2'],
      [{ avatar: '' }, ''],
      [{ avatar: 7 }, undefined],
      [{ avatar: `https://cdn.example.org/${'x'.repeat(2_048)}` }, undefined],
    ];
    for (const [told, picture] of cases)
      assert.equal((await tokens.verify('shop', await sign({ claims: told }))).picture, picture);
  });

  test('each further key is found by its kid', async () => {
    for (const made of [
      { header: { alg: 'RS256', kid: 'rsa-1' }, key: rsa.privateKey },
      { header: { alg: 'EdDSA', kid: 'ed-1' }, key: ed.privateKey },
      { header: { alg: 'HS256', kid: 'old' }, key: Buffer.from(KEYS[2].key) },
    ])
      assert.equal((await tokens.verify('shop', await sign(made))).userId, 'anna');
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
    'a key of another app': () => sign({ header: { kid: 'bank' }, key: Buffer.from(KEYS[3].key) }),
    'a key that is named twice': () => forge({ alg: 'HS256', kid: ['old'] }, claims(), KEYS[2].key),
    'a key that comes with the token': async () => {
      const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const jwk = own.publicKey.export({ format: 'jwk' });
      return await sign({ header: { alg: 'RS256', kid: 'rsa-1', jwk }, key: own.privateKey });
    },
    'an algorithm in other letters': () => forge({ alg: 'NONE' }, claims()),
    'a signature that was cut off': async () => `${(await sign()).split('.').slice(0, 2).join('.')}.`,
    'an extension that must be understood and is not': () =>
      forge({ alg: 'HS256', crit: ['b64'], b64: false }, claims(), SECRET),
    'the right secret under another key’s kid': () => sign({ header: { kid: 'old' } }),
    'an expired token': () => sign({ claims: { iat: nowS() - 900, exp: nowS() - 120 } }),
    'an end more than an hour after the issue': () => sign({ claims: { exp: nowS() + 2 * 3600 } }),
    'issued in the future': () => sign({ claims: { iat: nowS() + 600, exp: nowS() + 900 } }),
    'issued long ago, with a far end': () => sign({ claims: { iat: nowS() - 86_400, exp: nowS() + 600 } }),
    'not yet valid': () => sign({ claims: { nbf: nowS() + 600 } }),
    'no sub': () => sign({ claims: { sub: undefined } }),
    'an empty sub': () => sign({ claims: { sub: '' } }),
    'several subs': () => forge({ alg: 'HS256' }, { ...claims(), sub: ['anna', 'bert'] }, SECRET),
    'a sub that is a number': () => forge({ alg: 'HS256' }, { ...claims(), sub: 7 }, SECRET),
    'a sub too long to be one': () => sign({ claims: { sub: 'x'.repeat(301) } }),
    'an end in a hundred years': () => sign({ claims: { exp: nowS() + 100 * 365 * 86_400 } }),
    'an end beyond all numbers': () => forge({ alg: 'HS256' }, { ...claims(), exp: 1e308 }, SECRET),
    'an end before the issue': () => sign({ claims: { iat: nowS(), exp: nowS() - 61 } }),
    'claims that are no object': () => forge({ alg: 'HS256' }, [claims()], SECRET),
    'no iat': () => sign({ claims: { iat: undefined } }),
    'no exp': () => sign({ claims: { exp: undefined } }),
    'exp as text': () => forge({ alg: 'HS256' }, { ...claims(), exp: 'never' }, SECRET),
  };
  for (const [name, make] of Object.entries(bad)) {
    test(`refused: ${name}`, async () => {
      await assert.rejects(tokens.verify('shop', await make()), refused);
    });
  }

  test('claims about the person that make no sense are left out, and do not keep them out', async () => {
    const user = await tokens.verify('shop', await sign({ claims: { name: 42, email: 'x'.repeat(400) } }));
    assert.equal(user.name, undefined);
    assert.equal(user.email, undefined);
  });

  test('the key of an app is good for that app', async () => {
    const token = await sign({ header: { kid: 'bank' }, key: Buffer.from(KEYS[3].key) });
    assert.equal((await tokens.verify('bank', token)).userId, 'anna');
  });

  test('the same token again is the same user: it proves who speaks, for as long as it lives', async () => {
    const token = await sign();
    assert.deepEqual(await tokens.verify('shop', token), await tokens.verify('shop', token));
  });
});

describe('addresses in a token', () => {
  const ANNA = { email: ' Anna@Example.org', phone_number: '+44 7700 900001' };
  const PROVED = { provedEmail: 'anna@example.org', provedPhone: '+447700900001' };
  const cases: Readonly<Record<string, { claims: Record<string, unknown>; proved: Record<string, string> }>> = {
    'are claims where nothing is said of them': { claims: ANNA, proved: {} },
    'are claims where the backend has not verified them': {
      claims: { ...ANNA, email_verified: false, phone_number_verified: false },
      proved: {},
    },
    'are proved where the backend has verified them, in normal form': {
      claims: { ...ANNA, email_verified: true, phone_number_verified: true },
      proved: PROVED,
    },
    'are proved one by one': { claims: { ...ANNA, email_verified: true }, proved: { provedEmail: 'anna@example.org' } },
    'are not proved by anything that only resembles true': {
      claims: { ...ANNA, email_verified: 'true', phone_number_verified: 1 },
      proved: {},
    },
    'are not proved by a word about addresses that are not there': {
      claims: { email_verified: true, phone_number_verified: true },
      proved: {},
    },
    'are not proved where they can be none': {
      claims: { email: 'anna', phone_number: '0770 0900001', email_verified: true, phone_number_verified: true },
      proved: {},
    },
    'may be told as phone, as ever': {
      claims: { phone: '+44 7700 900001', phone_number_verified: true },
      proved: { provedPhone: '+447700900001' },
    },
    'do not lend their proof to another number': {
      claims: { ...ANNA, phone: '+44 7700 900999', phone_number_verified: true },
      proved: { provedPhone: '+447700900001' },
    },
    'do not lend their proof to another number when they are nonsense': {
      claims: { phone_number: 44, phone: '+44 7700 900999', phone_number_verified: true },
      proved: {},
    },
  };
  for (const [name, { claims: told, proved }] of Object.entries(cases)) {
    test(name, async () => {
      const { provedEmail, provedPhone } = await tokens.verify('shop', await sign({ claims: told }));
      assert.deepEqual({ provedEmail, provedPhone }, { provedEmail: undefined, provedPhone: undefined, ...proved });
    });
  }

  test('stay readable as claims', async () => {
    const user = await tokens.verify('shop', await sign({ claims: { phone_number: 44, phone: '0770 0900001' } }));
    assert.equal(user.phone, '0770 0900001');
  });
});
