import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemPath, parsePlace, parseRoute } from './navigation.ts';

test('the address of an item leads back to it, whatever its id', () => {
  const path = itemPath('v/1', 'item #1&2', 1_700_000_000_000_000);
  const url = new URL(path, 'http://desk');
  assert.deepEqual(parseRoute(url.pathname), { page: 'conversation', conversationId: 'v/1' });
  assert.deepEqual(parsePlace(url.hash), { itemId: 'item #1&2', atUs: 1_700_000_000_000_000 });
});

test('an address without a place, or with one that makes no sense, leads to none', () => {
  for (const hash of ['', '#', '#invite=x', '#item=a', '#item=a&at=x', '#item=a&at=-1', '#at=5'])
    assert.equal(parsePlace(hash), undefined, hash);
});
