import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstFields } from './bson.ts';

test('reads what is plain and passes over the rest', () => {
  const document = Buffer.concat([
    Buffer.from([0, 0, 0, 0]),
    Buffer.from('\x07id\0'),
    Buffer.alloc(12, 7),
    Buffer.from('\x08isWritablePrimary\0\x01'),
    Buffer.from('\x04hosts\0\x05\0\0\0\0'),
    Buffer.from('\x10wire\0\x1b\0\0\0'),
    Buffer.from('\x02setName\0\x03\0\0\0rs\0'),
    Buffer.from([0]),
  ]);
  assert.deepEqual(
    [...firstFields(document)],
    [
      ['isWritablePrimary', true],
      ['wire', 27],
      ['setName', 'rs'],
    ],
  );
});

test('stops at an unknown type and survives a cut', () => {
  assert.equal(firstFields(Buffer.from('\0\0\0\0\x7fx\0\0')).size, 0);
  assert.equal(firstFields(Buffer.alloc(0)).size, 0);
});
