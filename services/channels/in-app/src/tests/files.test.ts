import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { DOT_PNG } from '@onethread/testkit';
import { MAX_UPLOAD_BYTES, REST_PATH } from '../protocol.ts';
import { openInAppStage, type InAppStage } from './in-app-stage.ts';
import { cid, userToken } from './people.ts';

async function asUser(sub: string): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await userToken(sub)}` };
}

function post({ url }: InAppStage, path: string, headers: Record<string, string>, body: unknown): Promise<Response> {
  return fetch(`${url}${REST_PATH}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** A zip with one file in it, deflated. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(crc32(content), 14);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), packed]);
}

/** The name with which a browser would save it. */
function parseDisposition(header: string): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="((?:[^"\\]|\\.)*)"/.exec(header)?.[1] ?? /filename=([^;\s]+)/.exec(header)?.[1];
}

interface Uploaded {
  readonly id: string;
  readonly part: { readonly kind: string; readonly contentType: string; readonly url: string; readonly size: number };
}

async function upload(
  at: InAppStage,
  headers: Record<string, string>,
  name: string,
  bytes: Buffer,
  type = 'image/png',
): Promise<Uploaded> {
  const created = await post(at, '/uploads', headers, { name, size: bytes.length, type });
  assert.equal(created.status, 201);
  const { url } = (await created.json()) as { url: string };
  const filled = await fetch(`${at.url}${url}`, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  assert.equal(filled.status, 200);
  return (await filled.json()) as Uploaded;
}

function send(at: InAppStage, headers: Record<string, string>, uploadIds: string[]): Promise<Response> {
  return post(at, '/messages', { ...headers, 'idempotency-key': cid() }, { text: 'look', uploadIds });
}

describe('attachments', () => {
  test('an image is uploaded, sent with a message, and opens by its signed link', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    const { id, part } = await upload(at, headers, 'photo.png', DOT_PNG);
    assert.deepEqual([part.kind, part.contentType, part.size], ['image', 'image/png', DOT_PNG.length]);
    assert.equal((await send(at, headers, [id])).status, 202);
    const [message] = await at.stage.received();
    assert.deepEqual(message?.type === 'message' && message.parts.map(({ kind }) => kind), ['text', 'image']);

    const file = await fetch(`${at.url}${part.url}`);
    assert.equal(file.status, 200);
    assert.equal(file.headers.get('content-type'), 'image/png');
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff');
    assert.match(file.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.deepEqual(Buffer.from(await file.arrayBuffer()), DOT_PNG);
    const range = await fetch(`${at.url}${part.url}`, { headers: { range: 'bytes=1-3' } });
    assert.equal(range.status, 206);
    assert.equal(await range.text(), 'PNG');
  });

  test('a file that lies about its type is refused and counted, and its place is gone', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    const created = await post(at, '/uploads', headers, { name: 'photo.png', size: 9, type: 'image/png' });
    const { id, url } = (await created.json()) as { id: string; url: string };
    const filled = await fetch(at.url + url, {
      method: 'PUT',
      headers,
      body: '<!doctype html><script>alert(1)</script>',
    });
    assert.equal(filled.status, 415);
    assert.equal(((await filled.json()) as { error: { code: string } }).error.code, 'type-mismatch');
    assert.equal((await fetch(at.url + url, { method: 'PUT', headers, body: DOT_PNG })).status, 404);
    assert.equal((await send(at, headers, [id])).status, 404);
    assert.equal((await upload(at, headers, 'photo.png', DOT_PNG)).part.kind, 'image');
  });

  test('markup is kept as a file that never runs in a page', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    const { part } = await upload(at, headers, 'page.html', html, 'text/html');
    assert.equal(part.kind, 'file');
    const file = await fetch(`${at.url}${part.url}`);
    assert.doesNotMatch(file.headers.get('content-type') ?? '', /html/);
    assert.match(file.headers.get('content-disposition') ?? '', /^attachment/);
    await file.arrayBuffer();
  });

  const script = '<script>alert(1)</script>';
  const traps: readonly (readonly [what: string, name: string, claimed: string, bytes: Buffer, type: string])[] = [
    [
      'a drawing with a script',
      'a.svg',
      'image/svg+xml',
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
      'application/octet-stream',
    ],
    [
      'a picture that is a page as well',
      'a.png',
      'image/png',
      Buffer.concat([DOT_PNG, Buffer.from(`<html>${script}`)]),
      'image/png',
    ],
    [
      'a picture that is a program as well',
      'a.gif',
      'image/gif',
      Buffer.from('GIF89a/*\0\0*/=1;alert(1);//', 'latin1'),
      'image/gif',
    ],
    [
      'a document that is a page as well',
      'a.pdf',
      'application/pdf',
      Buffer.from(`%PDF-1.7\n${script}`),
      'application/pdf',
    ],
    [
      'a page in another alphabet',
      'a.txt',
      'text/plain',
      Buffer.from(`+ADw-script+AD4-\n${script}`),
      'application/octet-stream',
    ],
    ['a style sheet', 'a.css', 'text/css', Buffer.from('body { background: url(//evil.example) }'), 'text/plain'],
  ];
  for (const [what, name, claimed, bytes, type] of traps) {
    test(`${what} opens in no page as anything that runs`, async () => {
      await using at = await openInAppStage();
      const { part } = await upload(at, await asUser('anna'), name, bytes, claimed);
      const file = await fetch(`${at.url}${part.url}`);
      const served = Buffer.from(await file.arrayBuffer());
      assert.deepEqual(served, bytes, 'nothing of it is changed or unpacked');
      const headers = Object.fromEntries(file.headers);
      assert.equal(headers['content-type'], type);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
      if (!type.startsWith('image/')) assert.match(headers['content-disposition'] ?? '', /^attachment/);
    });
  }

  test('an archive that would fill the disk is kept as it came, and never unpacked', async () => {
    await using at = await openInAppStage();
    const bomb = zipOf('[Content_Types].xml', Buffer.alloc(64 * 1024 * 1024));
    assert.ok(bomb.length < 128 * 1024);
    const before = process.memoryUsage().rss;
    const { part } = await upload(at, await asUser('anna'), 'report.docx', bomb, 'application/zip');
    assert.equal(part.size, bomb.length);
    assert.ok(process.memoryUsage().rss - before < 256 * 1024 * 1024);
  });

  for (const [told, kept] of [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system.ini', 'system.ini'],
    ['a"; filename="b.html', 'a_; filename=_b.html'],
    ['a\r\nset-cookie: x=1', 'aset-cookie_ x=1'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['%2e%2e%2fpasswd', '%2e%2e%2fpasswd'],
    ['...', 'file'],
  ] as const) {
    test(`a file named ${JSON.stringify(told)} is saved as ${JSON.stringify(kept)}`, async () => {
      await using at = await openInAppStage();
      const { part } = await upload(at, await asUser('anna'), told, Buffer.from('words'), 'text/plain');
      const file = await fetch(`${at.url}${part.url}`);
      await file.arrayBuffer();
      const name = parseDisposition(file.headers.get('content-disposition') ?? '');
      assert.equal(name, kept);
      assert.equal(file.headers.get('set-cookie'), null);
    });
  }

  test('links without or with a wrong signature open nothing', async () => {
    await using at = await openInAppStage();
    const { part } = await upload(at, await asUser('anna'), 'photo.png', DOT_PNG);
    const url = new URL(part.url, at.url);
    const other = new URL(url);
    other.searchParams.set('s', 'x');
    for (const wrong of [url.origin + url.pathname, other.href]) assert.equal((await fetch(wrong)).status, 404);
  });

  test('uploads of others can be neither filled nor sent', async () => {
    await using at = await openInAppStage();
    const bert = await asUser('bert');
    const { id } = await upload(at, await asUser('anna'), 'photo.png', DOT_PNG);
    const filled = await fetch(`${at.url}${REST_PATH}/uploads/${id}`, { method: 'PUT', headers: bert, body: 'x' });
    assert.equal(filled.status, 404);
    assert.equal((await send(at, bert, [id])).status, 404);
    assert.deepEqual(await at.stage.received(), []);
  });

  test('an upload that was not finished cannot be sent', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    const created = await post(at, '/uploads', headers, { name: 'photo.png', size: 10 });
    const { id } = (await created.json()) as { id: string };
    const refused = await send(at, headers, [id]);
    assert.equal(refused.status, 409);
    await refused.text();
  });

  test('what is too large is refused before and during the upload, with an answer that arrives', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    const claimed = await post(at, '/uploads', headers, { name: 'film.mp4', size: MAX_UPLOAD_BYTES + 1 });
    assert.equal(claimed.status, 413);
    const created = await post(at, '/uploads', headers, { name: 'film.mp4', size: 10 });
    const { url } = (await created.json()) as { url: string };
    const body = new Uint8Array(MAX_UPLOAD_BYTES + 1024);
    const filled = await fetch(`${at.url}${url}`, { method: 'PUT', headers, body });
    assert.equal(filled.status, 413);
    const { error } = (await filled.json()) as { error: { message: string } };
    assert.match(error.message, /25 MB/);
  });

  test('malformed requests for an upload are named as such', async () => {
    await using at = await openInAppStage();
    const headers = await asUser('anna');
    for (const wanted of [{}, { name: '', size: 1 }, { name: 'x', size: -1 }, { name: 'x', size: '1' }, []])
      assert.equal((await post(at, '/uploads', headers, wanted)).status, 400, JSON.stringify(wanted));
  });
});
