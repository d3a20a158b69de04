import assert from 'node:assert/strict';
import { createECDH } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tempFolder } from '@onethread/testkit';
import { SecretsUnreadableError, withSecrets } from './secrets.ts';

async function inFolder(run: (folder: string, path: string) => void): Promise<void> {
  const folder = await tempFolder('onethread-secrets-');
  try {
    run(folder.path, join(folder.path, 'secrets.json'));
  } finally {
    await folder.remove();
  }
}

test('secrets are made once, kept for their owner alone, and give way to those of the environment', () =>
  inFolder((folder, path) => {
    const made = withSecrets(folder, { IDENTITY_KEY: '', PORT: '1' });
    assert.equal(made['IDENTITY_KEY']?.length, 64);
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(Buffer.from(made['IN_APP_VAPID_PRIVATE_KEY'] ?? '', 'base64url'));
    assert.equal(pair.getPublicKey('base64url'), made['IN_APP_VAPID_PUBLIC_KEY'], 'keys of push belong together');
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(withSecrets(folder, { PORT: '1' }), made);
    assert.equal(withSecrets(folder, { IDENTITY_KEY: 'given' })['IDENTITY_KEY'], 'given');
    assert.equal(withSecrets(folder, {})['IDENTITY_KEY'], made['IDENTITY_KEY']);
  }));

test('what is no file of secrets is left as it is, and never replaced by new ones', () =>
  inFolder((folder, path) => {
    for (const broken of [
      '',
      '{"IDENTITY_KEY": "abc',
      'null',
      '[]',
      '"text"',
      '{"IDENTITY_KEY": 7}',
      '{"COOKIE_SECRET": ""}',
    ]) {
      writeFileSync(path, broken);
      assert.throws(() => withSecrets(folder, {}), SecretsUnreadableError, broken);
      assert.equal(readFileSync(path, 'utf8'), broken);
    }
  }));
