import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  conversationIdOf,
  customerIdOf,
  followUpEntryId,
  identityIdOf,
  inboundEntryId,
  isPictureOf,
  pictureBlobId,
} from './derive-ids.ts';

test('an identity id needs the key and separates its parts', () => {
  const id = identityIdOf('key', 'sms', 'ab', 'c');
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.equal(identityIdOf('key', 'sms', 'ab', 'c'), id);
  for (const other of [
    identityIdOf('other', 'sms', 'ab', 'c'),
    identityIdOf('key', 'sms', 'a', 'bc'),
    identityIdOf('key', 'smsa', 'b', 'c'),
  ]) {
    assert.notEqual(other, id);
  }
  assert.equal(customerIdOf(id), `c_${id}`);
});

test('the same provider message is the same entry, on another account it is another', () => {
  assert.equal(inboundEntryId('sms', 'a', 'SM1'), inboundEntryId('sms', 'a', 'SM1'));
  assert.notEqual(inboundEntryId('sms', 'a', 'SM1'), inboundEntryId('sms', 'b', 'SM1'));
  assert.notEqual(inboundEntryId('sms', 'a', 'SM1'), followUpEntryId('a', 'SM1'));
});

test('a picture is known by its name to be of one identity, and is another one each time', () => {
  const [anna, ben] = [identityIdOf('key', 'sms', 'a', 'anna'), identityIdOf('key', 'sms', 'a', 'ben')];
  const picture = pictureBlobId(anna, 'monday');
  assert.ok(picture.length <= 64);
  assert.notEqual(pictureBlobId(anna, 'tuesday'), picture);
  assert.ok(isPictureOf(anna, picture));
  for (const other of ['', 'b_1', `p_${anna}_`, `${picture}0`, pictureBlobId(ben, 'monday')])
    assert.equal(isPictureOf(anna, other), false, other);
});

test('ids of version 1 never change: stored history is found by them', () => {
  assert.equal(inboundEntryId('sms', '+15005550006', 'SM0001'), 'm_ea488c02968596958ea093d81499c0a96663ccc1');
  assert.equal(
    conversationIdOf(inboundEntryId('sms', '+15005550006', 'SM0001')),
    'v_0c2162c46799588e32adf45db2933e8806249dfe',
  );
  assert.equal(identityIdOf('key', 'sms', '+15005550006', '+447700900001'), '37f31bbda99d7b01c6dd6bef9ec1abef');
});
