import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDeviceStorage } from '../storage/device-storage.ts';
import { MemoryArea } from '../tests/memory-area.ts';
import { item, page } from '../tests/samples.ts';
import { forgetFeed, loadFeed, saveFeed } from './feed-cache.ts';
import { EMPTY_FEED, mergePage } from './feed.ts';

function opened() {
  const area = new MemoryArea();
  return { area, storage: openDeviceStorage('x', () => area, undefined) };
}

test('a person comes back to the same place, and to no other person’s', () => {
  const { storage } = opened();
  saveFeed(storage, 'user.anna', mergePage(EMPTY_FEED, page([item(1), item(2)], { cursor: 'c2' })));
  const back = loadFeed(storage, 'user.anna');
  assert.deepEqual([back.items.length, back.cursor, back.live], [2, 'c2', false]);
  assert.equal(loadFeed(storage, 'user.bert'), EMPTY_FEED);
  forgetFeed(storage, 'user.anna');
  assert.equal(loadFeed(storage, 'user.anna'), EMPTY_FEED);
});

test('a long thread is kept from its end, and the rest is known to exist', () => {
  const { storage } = opened();
  const items = Array.from({ length: 300 }, (_, index) => item(index + 1));
  saveFeed(storage, 'p', mergePage(EMPTY_FEED, page(items)));
  const back = loadFeed(storage, 'p');
  assert.deepEqual([back.items.length, back.items.at(-1)?.id, back.hasOlder], [100, 'i300', true]);
});

test('a cache that does not fit or makes no sense is none', () => {
  const { area, storage } = opened();
  area.full = true;
  saveFeed(storage, 'p', mergePage(EMPTY_FEED, page([item(1)])));
  assert.equal(loadFeed(storage, 'p'), EMPTY_FEED);
  area.full = false;
  storage.set('feed/p', '{"items":7}');
  assert.equal(loadFeed(storage, 'p'), EMPTY_FEED);
});
