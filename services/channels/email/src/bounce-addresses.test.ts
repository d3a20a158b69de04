import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BounceAddresses, bounceIdOf, MAX_BOUNCE_LOCAL_PART } from './bounce-addresses.ts';

const ID = 'r_1.1.0@example.org';
const addresses = new BounceAddresses(Buffer.alloc(32, 1), 'bounces@example.org');

test('a bounce address names its mail, in whatever case a server writes it', () => {
  const address = addresses.addressFor(ID);
  assert.match(address, /^bounces\+b_[a-z2-7]{32}@example\.org$/);
  assert.equal(addresses.bounceIdIn(address), bounceIdOf(ID));
  assert.equal(addresses.bounceIdIn(address.toUpperCase()), bounceIdOf(ID));
});

test('what is not signed by us names nothing', () => {
  const address = addresses.addressFor(ID);
  const forged = address.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'));
  const others = new BounceAddresses(Buffer.alloc(32, 2), 'bounces@example.org');
  for (const one of [
    forged,
    'bounces@example.org',
    'bounces+b_aaaa@example.org',
    `${address}.evil.example`,
    '',
    '+b_@',
  ]) {
    assert.equal(addresses.bounceIdIn(one), undefined, one);
  }
  assert.equal(others.bounceIdIn(address), undefined);
});

test('the longest address allowed stays one that mail servers take', () => {
  const longest = `${'b'.repeat(MAX_BOUNCE_LOCAL_PART)}@example.org`;
  const address = new BounceAddresses(Buffer.alloc(32, 1), longest).addressFor(ID);
  assert.equal(address.indexOf('@'), 64);
});
