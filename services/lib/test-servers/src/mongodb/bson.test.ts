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

test('ends on whatever another program answers, cut at any byte', () => {
  const greeting = Buffer.from(
    '\0\0\0\0\x02setName\0\x03\0\0\0rs\0\x05data\0\x02\0\0\0\0ab\x10wire\0\x1b\0\0\0\0',
    'latin1',
  );
  const strange = [
    Buffer.from('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    Buffer.from('220 mail.example.org ESMTP\r\n'),
    Buffer.from([0, 0, 0, 0, 2, 97, 0, 255, 255, 255, 255]),
    Buffer.from([0, 0, 0, 0, 3, 97, 0, 0, 0, 0, 0x80]),
    Buffer.from([0, 0, 0, 0, 16, 97]),
  ];
  for (const bytes of [greeting, ...strange]) {
    for (let length = 0; length <= bytes.length; length += 1) {
      assert.ok(firstFields(bytes.subarray(0, length)).size <= 2);
    }
  }
});
