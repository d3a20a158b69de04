import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OpaqueTokens } from './opaque-token.ts';

const tokens = new OpaqueTokens('a secret of tests');

test('a token opens for its purpose, byte for byte as it was made, and for nothing else', () => {
  const token = tokens.seal('feed-cursor', { at: 1 });
  assert.deepEqual(tokens.open('feed-cursor', token), { at: 1 });
  assert.equal(tokens.open('thread-cursor', token), undefined);
  assert.equal(new OpaqueTokens('another secret').open('feed-cursor', token), undefined);
  for (const changed of [
    `${token}=`,
    `${token}z`,
    ` ${token}`,
    `${token}\n`,
    token.slice(1),
    token.slice(0, -1),
    '',
    'x',
  ])
    assert.equal(tokens.open('feed-cursor', changed), undefined, JSON.stringify(changed));
});

test('no two tokens are alike, however many are made, and all of them open', () => {
  const made = Array.from({ length: 2000 }, () => tokens.seal('feed-cursor', 'the same'));
  assert.equal(new Set(made).size, made.length);
  assert.equal(
    new Set(made.map((token) => Buffer.from(token, 'base64url').subarray(0, 12).toString('hex'))).size,
    made.length,
  );
  for (const token of made) assert.equal(tokens.open('feed-cursor', token), 'the same');
});
