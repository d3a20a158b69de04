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
