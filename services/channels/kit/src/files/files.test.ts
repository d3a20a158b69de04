import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { cleanFileName, type EntryId } from '@onethread/contracts';
import { openFileBlobStore } from '@onethread/blobs';
import { DOT_PNG, tempFolder } from '@onethread/testkit';
import { recogniseType } from './recognise-type.ts';
import { storeFile } from './store-file.ts';

for (const [given, kept] of [
  ['report.pdf', 'report.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\anna\\invoice.doc', 'invoice.doc'],
  ['annexe\u202Efdp.exe', 'annexefdp.exe'],
  ['a\u0000b\r\nc.txt', 'abc.txt'],
  ['.htaccess', 'htaccess'],
  ['  \u200B ', 'file'],
  ['..', 'file'],
  ['what<is>this?.txt', 'what_is_this_.txt'],
  ['e\u0301te\u0301.png', 'été.png'],
] as const) {
  test(`the name ${JSON.stringify(given)} is kept as ${kept}`, () => assert.equal(cleanFileName(given), kept));
}

test('a long name keeps its extension and stays within its bound', () => {
  const kept = cleanFileName(`${'x'.repeat(10_000)}.tar`);
  assert.equal(kept.length, 200 - 0);
  assert.equal(cleanFileName(`${'😀'.repeat(150)}.jpeg`).endsWith('.jpeg'), true);
  assert.equal(cleanFileName(`${'😀'.repeat(150)}.jpeg`).isWellFormed(), true);
});

const opaque = { kind: 'file', contentType: 'application/octet-stream' };
for (const [what, bytes, claimed, expected] of [
  ['a picture', DOT_PNG, 'text/html', { kind: 'image', contentType: 'image/png' }],
  ['a page that says it is a picture', Buffer.from('<!doctype html><script>'), 'image/png', opaque],
  ['a drawing that can run scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', opaque],
  ['a program', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'), 'application/pdf', opaque],
  ['words', Buffer.from('Grüße, 1;2'), 'text/plain', { kind: 'file', contentType: 'text/plain' }],
  ['a table', Buffer.from('a;b\n1;2'), 'text/csv', { kind: 'file', contentType: 'text/csv' }],
  ['words with a page inside', Buffer.from('hello <script>x</script>'), 'text/plain', opaque],
  ['nothing', Buffer.alloc(0), 'text/plain', opaque],
  ['bytes without a meaning', Buffer.from([1, 2, 3, 255]), 'image/jpeg', opaque],
  ['a document', Buffer.from('%PDF-1.7\n'), undefined, { kind: 'file', contentType: 'application/pdf' }],
] as const) {
  test(`${what} is recognised as ${expected.contentType}`, async () => {
    assert.deepEqual(await recogniseType(bytes, claimed), expected);
  });
}

test('files are stored once under their place, too large and broken ones become a visible gap', async () => {
  await using folder = await tempFolder();
  const blobs = await openFileBlobStore({ folder: folder.path });
  const file = { entryId: 'm_1' as EntryId, index: 0, name: 'a/b.png', maxBytes: 1000 };
  const first = await storeFile(blobs, {
    ...file,
    content: Readable.from([DOT_PNG.subarray(0, 5), DOT_PNG.subarray(5)]),
  });
  assert.deepEqual(first, {
    kind: 'image',
    blobId: first.kind === 'image' ? first.blobId : '',
    name: 'b.png',
    contentType: 'image/png',
    size: DOT_PNG.length,
  });
  assert.deepEqual(await storeFile(blobs, { ...file, content: DOT_PNG }), first);
  const reencoded = await storeFile(blobs, { ...file, content: Buffer.from('other bytes') });
  assert.deepEqual(reencoded, first);
  const large = await storeFile(blobs, { ...file, index: 1, content: Buffer.alloc(1001) });
  assert.equal(large.kind, 'missing-file');
  const broken = Readable.from(
    (async function* () {
      yield DOT_PNG;
      throw new Error('connection reset');
    })(),
  );
  assert.equal((await storeFile(blobs, { ...file, index: 2, content: broken })).kind, 'missing-file');
  await blobs.close();
  await assert.rejects(storeFile(blobs, { ...file, index: 3, content: DOT_PNG }), { code: 'intake-unavailable' });
});
