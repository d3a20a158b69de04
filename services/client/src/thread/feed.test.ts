import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { item, page } from '../tests/samples.ts';
import { addOlderPage, EMPTY_FEED, firstUnreadOf, hasExpiredLinks, mergePage, unreadOf, type Feed } from './feed.ts';

const ids = ({ items }: Feed): string[] => items.map(({ id }) => id);

describe('the feed on the device', () => {
  test('stands in the order of (at, id), however pages come', () => {
    const feed = mergePage(mergePage(EMPTY_FEED, page([item(3), item(1)])), page([item(2), item(3, { id: 'a3' })]));
    assert.deepEqual(ids(feed), ['i1', 'i2', 'a3', 'i3']);
  });

  test('a newer revision replaces, an older one that comes late does not', () => {
    let feed = mergePage(EMPTY_FEED, page([item(1, { rev: 2, edited: true })]));
    feed = mergePage(feed, page([item(1, { rev: 1 })]));
    assert.equal(feed.items[0]?.edited, true);
    feed = mergePage(feed, page([item(1, { rev: 3, unsent: true })]));
    assert.equal(feed.items[0]?.unsent, true);
    assert.equal(feed.items.length, 1);
  });

  test('a snapshot replaces everything, also what may be older', () => {
    const before = mergePage(EMPTY_FEED, page([item(1), item(2)], { snapshot: true, older: 'o' }));
    assert.equal(before.hasOlder, true);
    const feed = mergePage(before, page([item(9)], { snapshot: true, cursor: 'd' }));
    assert.deepEqual(ids(feed), ['i9']);
    assert.deepEqual([feed.hasOlder, feed.cursor], [false, 'd']);
  });

  test('older pages join in front until there are none', () => {
    let feed = mergePage(EMPTY_FEED, page([item(5)], { snapshot: true, older: 'o1' }));
    feed = addOlderPage(feed, { items: [item(3), item(4)], older: 'o2' });
    assert.deepEqual([feed.older, feed.hasOlder], ['o2', true]);
    feed = addOlderPage(feed, { items: [item(2)] });
    assert.deepEqual(ids(feed), ['i2', 'i3', 'i4', 'i5']);
    assert.equal(feed.hasOlder, false);
  });

  test('unread is the server’s count until this device has read further', () => {
    const state = { readUpTo: 1, agentsReadUpTo: 0, unread: 7 };
    const feed = mergePage(EMPTY_FEED, page([item(1), item(2), item(3, { mine: true }), item(4)], { state }));
    assert.equal(unreadOf(feed), 7);
    assert.equal(firstUnreadOf(feed)?.id, 'i2');
    const read = { ...feed, readHereUpTo: 4 };
    assert.equal(unreadOf(read), 0);
    assert.equal(firstUnreadOf(read), undefined);
    assert.equal(unreadOf(mergePage(read, page([item(5)], { state }))), 1);
  });

  test('links to files are known to have run out', () => {
    const file = { kind: 'file', name: 'a', contentType: 'a/b', size: 1, url: '/in-app/v1/files/b?e=100&s=x' } as const;
    const feed = mergePage(EMPTY_FEED, page([item(1, { parts: [file] })]));
    assert.equal(hasExpiredLinks(feed, 99_999), false);
    assert.equal(hasExpiredLinks(feed, 100_000), true);
  });
});
