import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '@onethread/testkit';
import { createFileLinks } from './file-links.ts';

function parsed(link: string): { blobId: string; e: string; s: string } {
  const url = new URL(link, 'http://server');
  const { e = '', s = '' } = Object.fromEntries(url.searchParams);
  return { blobId: decodeURIComponent(url.pathname.split('/').at(-1) ?? ''), e, s };
}

test('a link opens its file for at least an hour, for two at most', () => {
  const clock = manualClock();
  const links = createFileLinks('secret', clock.now);
  const { blobId, e, s } = parsed(links.sign('blob/1'));
  assert.equal(blobId, 'blob/1');
  assert.ok(links.check(blobId, e, s));
  clock.advance(3600_000);
  assert.ok(links.check(blobId, e, s));
  clock.advance(3600_000);
  assert.ok(!links.check(blobId, e, s));
});

test('a link stays the same within the hour, so that browsers keep the file', () => {
  const clock = manualClock(Date.UTC(2026, 0, 1, 12, 1));
  const links = createFileLinks('secret', clock.now);
  const first = links.sign('blob');
  clock.advance(50 * 60_000);
  assert.equal(links.sign('blob'), first);
});

test('a link opens no other file, no longer, and not under another secret', () => {
  const clock = manualClock();
  const links = createFileLinks('secret', clock.now);
  const { e, s } = parsed(links.sign('blob'));
  assert.ok(!links.check('other', e, s));
  assert.ok(!links.check('blob', String(Number(e) + 3600), s));
  assert.ok(!links.check('blob', e, `${s}x`));
  assert.ok(!links.check('blob', e, [s]));
  assert.ok(!links.check('blob', undefined, undefined));
  assert.ok(!links.check('blob', '1e99', s));
  assert.ok(!createFileLinks('another', clock.now).check('blob', e, s));
});
