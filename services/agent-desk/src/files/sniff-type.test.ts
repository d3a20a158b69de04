import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRange } from './parse-range.ts';
import { contradicts, INLINE_TYPES, sniffType } from './sniff-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('a file is what its first bytes say', () => {
  const cases: readonly [string, string][] = [
    ['\x89PNG\r\n\x1a\n....', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['RIFF....WEBPVP8 ', 'image/webp'],
    ['RIFF....WAVEfmt ', 'audio/wav'],
    ['....ftypM4A ', 'audio/mp4'],
    ['....ftypisom', 'video/mp4'],
    ['%PDF-1.7', 'application/pdf'],
    ['PK\x03\x04', 'application/zip'],
    ['plain words', 'text/plain'],
    ['\x00\x01\x02', 'application/octet-stream'],
  ];
  for (const [head, type] of cases) assert.equal(sniffType(bytes(head)).contentType, type);
});

test('markup, scripts and pictures that carry scripts are never shown in place', () => {
  for (const head of ['<!DOCTYPE html>', '  <svg xmlns="x">', '<?xml version="1.0"?><svg/>', '<script>']) {
    const { contentType, fileKind } = sniffType(bytes(head));
    assert.equal(INLINE_TYPES.has(contentType), false);
    assert.equal(fileKind, 'file');
  }
});

test('a claim of something shown or played must be true, other claims are not held against a file', () => {
  const png = sniffType(bytes('\x89PNG\r\n\x1a\n'));
  const text = sniffType(bytes('words'));
  assert.equal(contradicts('image/jpeg', png), false);
  assert.equal(contradicts('image/svg+xml', text), true);
  assert.equal(contradicts('application/pdf', png), true);
  assert.equal(contradicts('text/csv', text), false);
  assert.equal(contradicts('', png), false);
});

test('ranges', () => {
  assert.deepEqual(parseRange('bytes=0-9', 100), { start: 0, end: 9 });
  assert.deepEqual(parseRange('bytes=90-', 100), { start: 90, end: 99 });
  assert.deepEqual(parseRange('bytes=-10', 100), { start: 90, end: 99 });
  assert.deepEqual(parseRange('bytes=0-999', 100), { start: 0, end: 99 });
  assert.equal(parseRange('bytes=100-', 100), 'invalid');
  assert.equal(parseRange('bytes=0-1,3-4', 100), undefined);
  assert.equal(parseRange(undefined, 100), undefined);
});
