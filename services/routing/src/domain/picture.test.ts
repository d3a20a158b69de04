import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newestPicture, picturesOf, withPicture } from './picture.ts';

test('the picture told last counts, and those before it are named until they are deleted', () => {
  const first = withPicture({}, 'p1', 10);
  assert.deepEqual(first, { avatarBlobId: 'p1', toldAt: { avatarBlobId: 10 } });
  const second = withPicture(first, 'p2', 20);
  assert.deepEqual(picturesOf(second), ['p2', 'p1']);
  const none = withPicture(second, '', 30);
  assert.equal(none.avatarBlobId, undefined);
  assert.deepEqual(picturesOf(none), ['p1', 'p2']);
});

test('what is older, told again or told before an erasure changes nothing', () => {
  const known = withPicture({ toldAt: { name: 1 } }, 'p2', 20);
  assert.equal(withPicture(known, 'p1', 19), known);
  assert.equal(withPicture(known, 'p2', 20), known);
  const erased = { erasedAt: 50 };
  assert.equal(withPicture(erased, 'p3', 50), erased);
  assert.deepEqual(picturesOf(withPicture(erased, 'p3', 51)), ['p3']);
});

test('of several identities the newest picture is shown, whatever their order', () => {
  const [old, none, fresh] = [withPicture({}, 'p1', 10), {}, withPicture({}, 'p2', 20)];
  assert.equal(newestPicture([old, none, fresh]), 'p2');
  assert.equal(newestPicture([fresh, none, old]), 'p2');
  assert.equal(newestPicture([none]), undefined);
  const same = [withPicture({}, 'pa', 10), withPicture({}, 'pb', 10)];
  assert.equal(newestPicture(same), newestPicture(same.toReversed()));
});
