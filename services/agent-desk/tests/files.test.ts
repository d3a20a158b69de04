import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureBlobId } from '@onethread/contracts';
import { startDesk } from './desk-fixture.ts';
import type { DeskFixture } from './desk-fixture.ts';

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(6000, 7)]);

function upload(desk: DeskFixture, cookie: string, draft: string, type: string, body: Uint8Array): Promise<Response> {
  return desk.call(`/desk/v1/files/${draft}?name=a.bin`, {
    method: 'PUT',
    cookie,
    body,
    headers: { 'content-type': type },
  });
}

test('an upload is kept under its sniffed type, and again under the same draft', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const first = await upload(desk, cookie, 'd1', 'image/png', PNG);
  assert.equal(first.status, 201);
  const file = (await first.json()) as { blobId: string; fileKind: string; sizeBytes: number };
  assert.equal(file.fileKind, 'image');
  assert.equal(file.sizeBytes, PNG.length);
  assert.equal(
    ((await (await upload(desk, cookie, 'd1', 'image/png', PNG)).json()) as { blobId: string }).blobId,
    file.blobId,
  );
  assert.equal((await upload(desk, cookie, 'd1', 'image/png', Buffer.concat([PNG, PNG]))).status, 409);
});

test('two agents with the same draft id have different files', async () => {
  await using desk = await startDesk();
  desk.routing.addAgent('ada');
  const one = (await (await upload(desk, await desk.signUp('admin'), 'd1', 'image/png', PNG)).json()) as {
    blobId: string;
  };
  const two = (await (await upload(desk, await desk.signUp('ada'), 'd1', 'image/png', PNG)).json()) as {
    blobId: string;
  };
  assert.notEqual(one.blobId, two.blobId);
});

test('an upload that lies about its type is refused and counted', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const html = Buffer.from('<script>alert(1)</script>');
  for (const [type, body] of [
    ['image/png', html],
    ['application/pdf', PNG],
    ['video/mp4', html],
  ] as const) {
    assert.equal((await upload(desk, cookie, `d-${type.replace('/', '-')}`, type, body)).status, 415, type);
  }
  assert.match(await desk.metrics.metrics(), /onethread_desk_uploads_total\{outcome="type-mismatch"\} 3/);
});

test('empty and oversize uploads are refused, announced or not', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  assert.equal((await upload(desk, cookie, 'd0', '', Buffer.alloc(0))).status, 400);
  const large = Buffer.alloc(25 * 1024 * 1024 + 1);
  assert.equal(
    await upload(desk, cookie, 'd1', '', large).then(
      (answer) => answer.status,
      () => 413,
    ),
    413,
  );
  const chunks = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(large);
      controller.close();
    },
  });
  const streamed = await fetch(`${desk.url}/desk/v1/files/d2?name=x`, {
    method: 'PUT',
    headers: { cookie, origin: desk.url, 'x-onethread-desk': '1' },
    body: chunks,
    // Node's own fetch asks for it; the types of the two disagree.
    ...({ duplex: 'half' } as object),
  }).then(
    (answer) => answer.status,
    () => 413,
  );
  assert.equal(streamed, 413);
  assert.match(await desk.metrics.metrics(), /onethread_desk_uploads_total\{outcome="too-large"\} 2/);
});

test('a file of history is served as routing allows, safe images in place, all else as a download', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const image = (await (await upload(desk, cookie, 'd1', 'image/png', PNG)).json()) as { blobId: string };
  const page = (await (
    await upload(desk, cookie, 'd2', 'text/html', Buffer.from('<!doctype html><b>x</b>'))
  ).json()) as { blobId: string };
  assert.equal((await desk.call(`/desk/v1/files/${image.blobId}`, { cookie })).status, 404);
  desk.routing.allowedFiles.add(image.blobId).add(page.blobId);
  assert.equal((await desk.call(`/desk/v1/files/${image.blobId}`)).status, 401);
  const shown = await desk.call(`/desk/v1/files/${image.blobId}`, { cookie });
  assert.equal(shown.headers.get('content-type'), 'image/png');
  assert.match(shown.headers.get('content-disposition') ?? '', /^inline/);
  assert.equal(shown.headers.get('x-content-type-options'), 'nosniff');
  assert.deepEqual(Buffer.from(await shown.arrayBuffer()), PNG);
  const saved = await desk.call(`/desk/v1/files/${page.blobId}`, { cookie });
  assert.equal(saved.headers.get('content-type'), 'application/octet-stream');
  assert.match(saved.headers.get('content-disposition') ?? '', /^attachment/);
  assert.match(saved.headers.get('content-security-policy') ?? '', /sandbox/);
});

test('a person’s picture is served as a file of history is, to be shown in place and asked for once', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const blobId = pictureBlobId('0f3c1d0a9b8e7f6a5b4c3d2e1f0a9b8c', 'today');
  await desk.blobs.put(blobId, PNG, { maxBytes: 10_000, contentType: 'image/png', name: 'picture' });
  assert.equal((await desk.call(`/desk/v1/files/${blobId}`, { cookie })).status, 404);
  desk.routing.allowedFiles.add(blobId);
  assert.equal((await desk.call(`/desk/v1/files/${blobId}`)).status, 401);
  const shown = await desk.call(`/desk/v1/files/${blobId}`, { cookie });
  assert.deepEqual(Buffer.from(await shown.arrayBuffer()), PNG);
  const headers = {
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=86400, immutable',
  };
  for (const [name, value] of Object.entries(headers)) assert.equal(shown.headers.get(name), value, name);
  assert.match(shown.headers.get('content-disposition') ?? '', /^inline/);
});

test('a part of a file is served, a part that is not there is refused', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const { blobId } = (await (await upload(desk, cookie, 'd1', 'image/png', PNG)).json()) as { blobId: string };
  desk.routing.allowedFiles.add(blobId);
  const part = await desk.call(`/desk/v1/files/${blobId}`, { cookie, headers: { range: 'bytes=1-3' } });
  assert.equal(part.status, 206);
  assert.equal(await part.text(), 'PNG');
  const none = await desk.call(`/desk/v1/files/${blobId}`, { cookie, headers: { range: 'bytes=999999-' } });
  assert.equal(none.status, 416);
});
