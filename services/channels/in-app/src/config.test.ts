import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { ConfigurationError, readSettings } from '@onethread/runtime';
import { inAppSettings } from './config.ts';

const SECRETS = Object.fromEntries(
  ['IN_APP_JWT_SECRET', 'LINK_SECRET', 'GRPC_TOKEN_SECRET'].map((name) => [name, 'x'.repeat(32)]),
);
const read = (env: Record<string, string>) => readSettings(inAppSettings, { ...SECRETS, ...env });
const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const keys = (...list: object[]) => ({ IN_APP_JWT_KEYS: JSON.stringify(list) });

test('without settings there is one app that any page may embed', () => {
  const { apps, jwtKeys } = read({});
  assert.deepEqual(apps, [{ id: 'app', label: 'In-app chat' }]);
  assert.deepEqual(jwtKeys, []);
});

test('public keys of the right kind are taken', () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const { jwtKeys } = read(keys({ kid: 'one', algorithm: 'EdDSA', key: pem(publicKey) }));
  assert.equal(jwtKeys[0]?.kid, 'one');
});

test('a key that cannot verify anything is a fault of the configuration, not of the first customer', () => {
  const ed = generateKeyPairSync('ed25519');
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
  for (const key of [
    { kid: 'x', algorithm: 'RS256', key: 'no key, but long enough to look like one' },
    { kid: 'x', algorithm: 'RS256', key: pem(ed.publicKey) },
    { kid: 'x', algorithm: 'RS256', key: pem(weak.publicKey) },
    { kid: 'x', algorithm: 'EdDSA', key: ed.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    { kid: 'x', algorithm: 'none', key: 'x'.repeat(40) },
  ])
    assert.throws(() => read(keys(key)), ConfigurationError, JSON.stringify(key));
});

test('malformed JSON and short secrets are named', () => {
  assert.throws(() => read({ IN_APP_APPS: '[' }), /IN_APP_APPS/);
  assert.throws(() => read({ IN_APP_APPS: '[{"id":"Ä","label":"x"}]' }), /IN_APP_APPS/);
  assert.throws(() => read({ IN_APP_JWT_SECRET: 'short' }), /IN_APP_JWT_SECRET/);
});

test('hosts of push services are hosts, and the contact is one', () => {
  assert.equal(read({}).pushHosts.length, 4);
  assert.deepEqual(read({ IN_APP_PUSH_HOSTS: 'A.example.org, *.b.example.org' }).pushHosts, [
    'a.example.org',
    '*.b.example.org',
  ]);
  for (const env of [
    { IN_APP_PUSH_HOSTS: 'https://a.example.org' },
    { IN_APP_PUSH_HOSTS: '*' },
    { IN_APP_PUSH_SUBJECT: 'support@example.org' },
    { IN_APP_PUSH_SUBJECT: 'http://example.org' },
    { IN_APP_PUSH_SUBJECT: 'mailto:nobody' },
    { IN_APP_VAPID_PUBLIC_KEY: 'x'.repeat(87) },
    { IN_APP_VAPID_PRIVATE_KEY: 'AA' },
  ])
    assert.throws(() => read(env), ConfigurationError, JSON.stringify(env));
});
