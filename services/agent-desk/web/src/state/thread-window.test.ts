import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ItemPage } from '../../../wire/api.ts';
import { sampleItem, sampleUpdate } from '../../../tests/wire-samples.ts';
import { applyThreadUpdate } from './thread-state.ts';
import type { ThreadState } from './thread-state.ts';
import { closeWindow, growWindow, openWindow, shownOf } from './thread-window.ts';

const item = (n: number, rev = 1) => sampleItem(`i${String(n).padStart(3, '0')}`, n, { rev });
const items = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => item(from + at));
const page = (from: number, to: number, olderPageToken = `o${from}`, newerPageToken = `n${to}`): ItemPage => ({
  items: items(from, to),
  watermarks: [],
  identities: [],
  olderPageToken,
  newerPageToken,
});
const shown = (thread: ThreadState) => {
  const { items: seen } = shownOf(thread);
  return [seen[0]?.atUs, seen.at(-1)?.atUs, seen.length];
};
const live = () =>
  applyThreadUpdate(undefined, sampleUpdate({ snapshot: true, items: items(90, 100), olderPageToken: 'o90' }));

test('a place far back is shown alone, grows both ways, and becomes one with the newest when it meets them', () => {
  const first = live();
  let thread = openWindow(first, first.epoch, page(40, 50));
  assert.deepEqual(shown(thread), [40, 50, 11]);
  thread = growWindow(thread, thread.epoch, 'older', page(30, 39));
  thread = growWindow(thread, thread.epoch, 'newer', page(51, 70));
  assert.deepEqual(shown(thread), [30, 70, 41]);
  assert.deepEqual([thread.window?.olderPageToken, thread.window?.newerPageToken], ['o30', 'n70']);
  thread = growWindow(thread, thread.epoch, 'newer', page(71, 90));
  assert.equal(thread.window, null);
  assert.deepEqual(shown(thread), [30, 100, 71]);
  assert.equal(thread.olderPageToken, 'o30');
});

test('a place that is held already opens no window of its own', () => {
  const first = live();
  const thread = openWindow(first, first.epoch, page(95, 100, 'o95', ''));
  assert.equal(thread.window, null);
  assert.deepEqual([shown(thread), thread.olderPageToken], [[90, 100, 11], 'o90']);
});

test('a message that comes meanwhile goes to the newest, a change of what is looked at is shown', () => {
  const first = live();
  let thread = openWindow(first, first.epoch, page(40, 50));
  thread = applyThreadUpdate(thread, sampleUpdate({ items: [item(45, 2), item(101)] }));
  assert.deepEqual(shown(thread), [40, 50, 11]);
  assert.equal(thread.window?.items[5]?.rev, 2);
  assert.equal(thread.items.at(-1)?.atUs, 101);
  assert.deepEqual(
    thread.items.map(({ atUs }) => atUs),
    items(90, 101).map(({ atUs }) => atUs),
    'the change of an older item does not stand alone before the newest',
  );
  assert.deepEqual(shown(closeWindow(thread)), [90, 101, 12]);
});

test('a page asked for before a snapshot, or after the window was left, changes nothing', () => {
  const first = live();
  const opened = openWindow(first, first.epoch, page(40, 50));
  const again = applyThreadUpdate(opened, sampleUpdate({ snapshot: true, items: items(90, 100) }));
  assert.equal(again.window, null);
  assert.equal(openWindow(again, first.epoch, page(40, 50)), again);
  const left = closeWindow(opened);
  assert.equal(growWindow(left, left.epoch, 'newer', page(51, 60)), left);
});
