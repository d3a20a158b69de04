import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type MapiValue,
  mapiProperties,
  storedRtf,
  tnef,
  tnefAttribute,
  tnefFile,
  unicode,
} from '../../../fixtures/outlook-formats.ts';
import { readTnef } from './tnef.ts';

const LIMITS = { files: 100, depth: 5 };
const UNICODE = 0x1f;
const BINARY = 0x102;
const properties = (...all: readonly MapiValue[]) => tnefAttribute(1, 0x00069003, mapiProperties(...all));
const read = (...all: MapiValue) => readTnef(tnef(properties(all)), LIMITS);
const object = (inner: Buffer) =>
  mapiProperties([0x3701, 0x0d, Buffer.concat([Buffer.from('0703020000000000c000000000000046', 'hex'), inner])]);

test('files come out with their long names, types and bytes', () => {
  const known = mapiProperties(
    [0x3707, UNICODE, unicode('Rechnung für März.pdf')],
    [0x370e, UNICODE, unicode('application/pdf')],
    [0x3712, UNICODE, unicode('pic@x')],
  );
  const { files, isComplete, subject } = readTnef(
    tnef(
      properties([0x0037, UNICODE, unicode('Grüße')]),
      tnefFile('RECHNU~1.PDF', Buffer.from('%PDF'), known),
      tnefFile('b.txt', Buffer.from('b')),
    ),
    LIMITS,
  );
  assert.deepEqual(files, [
    { name: 'Rechnung für März.pdf', type: 'application/pdf', contentId: 'pic@x', content: Buffer.from('%PDF') },
    { name: 'b.txt', type: '', contentId: '', content: Buffer.from('b') },
  ]);
  assert.equal(subject, 'Grüße');
  assert.equal(isComplete, true);
});

test('its words are read as text, as a page, and out of RTF that carries either', () => {
  assert.equal(read(0x1000, UNICODE, unicode('Hello\r\nthere')).text, 'Hello\nthere');
  assert.equal(read(0x1013, BINARY, Buffer.from('<p>Hi</p>')).html, '<p>Hi</p>');
  for (const isCompressed of [false, true]) {
    const plain =
      "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 Arial;}}\\f0 \\uc1\\u8364? \\'cf\\par two\\tab lines{\\*\\gone x}}";
    assert.equal(read(0x1009, BINARY, storedRtf(plain, isCompressed)).text, '€ П\ntwo\tlines');
  }
  const page =
    '{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Hello{\\*\\htmltag84 &nbsp;}\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag72 </p>}}';
  assert.equal(read(0x1009, BINARY, storedRtf(page, false)).html, '<p>Hello&nbsp;</p>');
});

test('a message in the message is opened, at most so deep', () => {
  let message = tnef(properties([0x0037, UNICODE, unicode('innermost')]));
  for (let depth = 0; depth < 8; depth += 1) {
    message = tnef(
      tnefAttribute(2, 0x00069002, Buffer.alloc(14)),
      tnefAttribute(2, 0x00069005, object(message)),
      tnefFile(`${depth}.txt`, Buffer.from('x')),
    );
  }
  let found = readTnef(message, LIMITS);
  let levels = 0;
  for (; found.messages[0] !== undefined; [found] = found.messages as [typeof found]) levels += 1;
  assert.equal(levels, 5);
});

test('what is cut off, wrong or too much gives what stands before, and is said to be incomplete', () => {
  const whole = tnef(tnefFile('a.txt', Buffer.from('words')), tnefFile('b.txt', Buffer.from('more')));
  const cut = readTnef(whole.subarray(0, whole.length - 5), LIMITS);
  assert.deepEqual([cut.files.map(({ name }) => name), cut.isComplete], [['a.txt', 'b.txt'], false]);
  const wrong = readTnef(tnef(tnefAttribute(1, 0x00018004, Buffer.from('x'), 7)), LIMITS);
  assert.deepEqual([wrong.subject, wrong.isComplete], ['x', false]);
  const many = readTnef(tnef(...Array.from({ length: 50 }, () => tnefFile('a', Buffer.from('a')))), {
    files: 10,
    depth: 5,
  });
  assert.deepEqual([many.files.length, many.isComplete], [10, false]);
  assert.equal(readTnef(Buffer.from('no tnef'), LIMITS).isComplete, false);
});

test('RTF that says it is gigabytes takes no more than its bytes can say', () => {
  const bomb = storedRtf('{\\rtf1 words}', true);
  bomb.writeUInt32LE(0x7fffffff, 0);
  bomb.writeUInt32LE(0x7fffffff, 4);
  assert.equal(readTnef(tnef(properties([0x1009, BINARY, bomb])), LIMITS).text, 'words');
});
