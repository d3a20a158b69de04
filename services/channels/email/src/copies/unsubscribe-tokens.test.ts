import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnsubscribeTokens } from './unsubscribe-tokens.ts';
import { unsubscribeBase, unsubscribeHeaders, unsubscribeWays } from './unsubscribe-ways.ts';

const tokens = new UnsubscribeTokens(Buffer.alloc(32, 7));
const ANNA = '0f3c1d0a9b8e7f6a5b4c3d2e1f0a9b8c';
const SUPPORT = 'support@example.org';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

test('a token names its identity, and nothing that differs from it in one letter names any', () => {
  const token = tokens.tokenFor(ANNA);
  assert.match(token, /^[a-z2-7]{48}$/);
  assert.equal(tokens.identityIdOf(token), ANNA);
  for (let at = 0; at < token.length; at += 1) {
    for (const letter of LETTERS) {
      const other = token.slice(0, at) + letter + token.slice(at + 1);
      if (other !== token) assert.equal(tokens.identityIdOf(other), undefined);
    }
  }
  for (const garbage of ['', token.slice(1), `${token}a`, token.toUpperCase(), '1'.repeat(48), '../../etc', '\0'])
    assert.equal(tokens.identityIdOf(garbage), undefined);
  assert.equal(new UnsubscribeTokens(Buffer.alloc(32, 8)).identityIdOf(token), undefined, 'of another key');
});

test('an address carries the same, in whatever case a server hands it over, at mailboxes of ours alone', () => {
  const address = tokens.addressFor(SUPPORT, ANNA) ?? '';
  assert.match(address, /^support\+u_[a-z2-7]{48}@example\.org$/);
  assert.equal(tokens.identityIdIn([SUPPORT], address), ANNA);
  assert.equal(tokens.identityIdIn([SUPPORT], address.toUpperCase()), ANNA);
  assert.equal(tokens.identityIdIn(['sales@example.org'], address), undefined);
  assert.equal(tokens.identityIdIn([SUPPORT], address.replace('u_', 't_')), undefined);
  assert.equal(tokens.addressFor('a-very-long-mailbox@example.org', ANNA), undefined, 'longer than servers take');
});

test('links go out where the page is known to the world by https, with or without an address', () => {
  assert.equal(unsubscribeBase(undefined, 'http://127.0.0.1:8080'), undefined);
  const base = unsubscribeBase(undefined, 'https://help.example.org');
  assert.equal(base, 'https://help.example.org/webhooks/email/unsubscribe');
  assert.equal(unsubscribeBase('https://out.example.org/u/', 'http://127.0.0.1'), 'https://out.example.org/u');
  const identity = { identityId: ANNA, channel: 'email', account: SUPPORT, externalId: 'anna@example.org' };
  assert.equal(unsubscribeWays(undefined, identity, tokens), undefined);
  const ways = unsubscribeWays(base, identity, tokens);
  assert.ok(ways);
  const url = `https://help.example.org/webhooks/email/unsubscribe/${tokens.tokenFor(ANNA)}`;
  assert.deepEqual(unsubscribeHeaders(ways), {
    'List-Unsubscribe': `<${url}>, <mailto:support+u_${tokens.tokenFor(ANNA)}@example.org?subject=unsubscribe>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
  assert.equal(unsubscribeHeaders({ url, address: undefined })['List-Unsubscribe'], `<${url}>`);
});
