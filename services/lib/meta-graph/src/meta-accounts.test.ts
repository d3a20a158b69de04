import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings, setting } from '@onethread/runtime';
import { z } from 'zod';
import { furtherAccounts, MetaAccounts, metaSettings } from './index.ts';

const defaults = { accessToken: 'token', appSecret: 'secret', labelOf: (id: string) => `Page ${id}` };

test('an account that says nothing of itself has what the settings say for all; of one listed twice the first counts', () => {
  const accounts = new MetaAccounts(
    [
      { accountId: '1', label: 'Shop' },
      { accountId: '2', accessToken: 'own token', appSecret: 'own secret' },
      { accountId: '1', accessToken: 'another' },
    ],
    defaults,
  );
  assert.deepEqual(accounts.find('1'), { accessToken: 'token', appSecret: 'secret' });
  assert.deepEqual(accounts.find('2'), { accessToken: 'own token', appSecret: 'own secret' });
  assert.equal(accounts.find('3'), undefined);
  assert.deepEqual(accounts.all, [
    { account: '1', label: 'Shop' },
    { account: '2', label: 'Page 2' },
  ]);
  assert.deepEqual([...accounts.appSecrets], ['secret', 'own secret']);
});

test('one token may serve whichever account is named', () => {
  const accounts = new MetaAccounts([], { ...defaults, answersUnlisted: true });
  assert.deepEqual(accounts.find('3'), { accessToken: 'token', appSecret: 'secret' });
  assert.deepEqual(accounts.all, []);
});

test('further accounts are read under the name that the channel gives their id', () => {
  const list = { list: setting('LIST', furtherAccounts('pageId', z.string().min(1)), { describe: 'list' }) };
  const read = (text: string) => readSettings(list, { LIST: text }).list;
  assert.deepEqual(read('[{"pageId":"1","accessToken":"t","label":"L","unknown":1}]'), [
    { accountId: '1', accessToken: 't', label: 'L' },
  ]);
  for (const bad of [
    '{}',
    '[{"accountId":"1","accessToken":"t"}]',
    '[{"pageId":"1"}]',
    '[{"pageId":"","accessToken":"t"}]',
    '[',
  ]) {
    assert.throws(() => read(bad), /LIST/, bad);
  }
});

test('the shared settings carry the prefix of their channel', () => {
  const { webhook, graph } = metaSettings('ACME');
  const settings = readSettings({ ...webhook, ...graph }, { ACME_APP_SECRET: 's', ACME_VERIFY_TOKEN: 'v' });
  assert.deepEqual(settings, {
    appSecret: 's',
    verifyToken: 'v',
    graphUrl: 'https://graph.facebook.com',
    graphVersion: 'v25.0',
    appSecretProof: true,
  });
});
