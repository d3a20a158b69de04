import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import {
  BlobConflictError,
  BlobNotFoundError,
  BlobsUnavailableError,
  BlobTooLargeError,
  InvalidBlobRequestError,
} from './errors.ts';
import type { CheckedBlobStore } from './blob-store.ts';

/** What an adapter's test hands to the contract. */
export interface OpenedBlobStore {
  readonly store: CheckedBlobStore;
  /** Closes the store and opens the same data anew. */
  reopen(): Promise<CheckedBlobStore>;
  /** Closes whatever is open and removes the data. */
  dispose(): Promise<void>;
}

const options = { maxBytes: 4 * 1024 * 1024, contentType: 'image/png' };
const FAR_FUTURE = 8.64e15;

/** Every sentence of the port as tests, for one adapter. `open` makes an empty store of its own each time it is called. */
export function blobStoreContract(name: string, open: () => Promise<OpenedBlobStore>): void {
  void describe(`blob store: ${name}`, () => {
    let opened: OpenedBlobStore;
    let blobs: CheckedBlobStore;
    before(async () => {
      opened = await open();
      blobs = opened.store;
    });
    after(() => opened.dispose());

    void test('what is put comes back byte for byte, with its hash', async () => {
      const bytes = randomBytes(3_000_000);
      const putAt = Date.now();
      const info = await blobs.put('item#1', inChunks(bytes, 70_001), { ...options, name: 'Bild 1.png' });
      assert.deepEqual(await buffer(await blobs.open('item#1')), bytes);
      const { createdAt, ...rest } = info;
      assert.ok(Math.abs(createdAt - putAt) < 60_000);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const stated = { id: 'item#1', size: bytes.length, sha256, contentType: 'image/png', name: 'Bild 1.png' };
      assert.deepEqual(rest, { ...stated, claimed: false });
      assert.deepEqual(await blobs.info('item#1'), info);
    });

    void test('an empty blob is a blob', async () => {
      await blobs.put('empty', Readable.from([]), { ...options, maxBytes: 0 });
      assert.equal((await buffer(await blobs.open('empty'))).length, 0);
      assert.equal((await blobs.info('empty'))?.size, 0);
    });

    void test('the same bytes again are a success, other bytes a conflict that changes nothing', async () => {
      const first = await blobs.put('again', Buffer.from('bytes'), options);
      assert.deepEqual(
        await blobs.put('again', inChunks(Buffer.from('bytes'), 1), { ...options, contentType: 'x/y' }),
        first,
      );
      await assert.rejects(blobs.put('again', Buffer.from('byteS'), options), BlobConflictError);
      await assert.rejects(blobs.put('again', Buffer.from('bytes and more'), options), BlobConflictError);
      assert.equal(String(await buffer(await blobs.open('again'))), 'bytes');
    });

    void test('of many puts of one id at once all with the same bytes succeed, and one content wins', async () => {
      const same = Array.from({ length: 10 }, () => blobs.put('race, same', Buffer.from('same'), options));
      assert.ok((await Promise.all(same)).every(({ size }) => size === 4));
      const different = await Promise.allSettled(
        Array.from({ length: 10 }, (_, n) => blobs.put('race, different', Buffer.from(`content ${n}`), options)),
      );
      const won = different.findIndex(({ status }) => status === 'fulfilled');
      assert.equal(different.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.equal(String(await buffer(await blobs.open('race, different'))), `content ${won}`);
    });

    void test('content above maxBytes is refused and nothing is kept', async () => {
      const source = inChunks(randomBytes(10_000), 1000);
      await assert.rejects(
        blobs.put('large', source, { ...options, maxBytes: 9_999 }),
        (error) => error instanceof BlobTooLargeError && error.maxBytes === 9_999,
      );
      assert.equal(await blobs.info('large'), undefined);
      assert.ok(source.destroyed);
      await blobs.put('large', randomBytes(9_999), { ...options, maxBytes: 9_999 });
    });

    void test('a stream that fails half way leaves nothing, and its own error is thrown', async () => {
      const failure = new Error('the sender hung up');
      const source = Readable.from(
        (async function* half() {
          yield Buffer.from('half');
          throw failure;
        })(),
      );
      await assert.rejects(blobs.put('aborted', source, options), failure);
      assert.equal(await blobs.info('aborted'), undefined);
      await assert.rejects(blobs.open('aborted'), BlobNotFoundError);
    });

    void test('a range is read with its end included, an end beyond the blob meaning its last byte', async () => {
      await blobs.put('ranged', Buffer.from('0123456789'), options);
      const read = async (start: number, end: number): Promise<string> =>
        String(await buffer(await blobs.open('ranged', { start, end })));
      assert.equal(await read(0, 0), '0');
      assert.equal(await read(3, 5), '345');
      assert.equal(await read(9, 9), '9');
      assert.equal(await read(8, 99), '89');
      assert.equal(await read(0, 9), '0123456789');
      for (const [start, end] of [
        [10, 11],
        [5, 4],
        [-1, 3],
        [0.5, 3],
        [Number.NaN, 3],
      ] as const) {
        await assert.rejects(blobs.open('ranged', { start, end }), InvalidBlobRequestError);
      }
    });

    void test('a stream that is given up early lets go of the blob', async () => {
      await blobs.put('given up', randomBytes(1_000_000), options);
      const stream = await blobs.open('given up');
      for await (const chunk of stream) {
        assert.ok((chunk as Buffer).length > 0);
        break;
      }
      assert.ok(stream.destroyed);
      (await blobs.open('given up')).destroy();
    });

    void test('what was never put is not there', async () => {
      assert.equal(await blobs.info('nothing'), undefined);
      await assert.rejects(blobs.open('nothing'), BlobNotFoundError);
      await blobs.delete('nothing');
      await blobs.claim(['nothing']);
    });

    void test('ids are names, never paths', async () => {
      const ids = ['../../etc/passwd', '/absolute', 'a/b', 'A/b', '.', 'é'.repeat(300), 'C:\\x', '\u0000'];
      await Promise.all(ids.map((id) => blobs.put(id, Buffer.from(id), options)));
      for (const id of ids) assert.equal(String(await buffer(await blobs.open(id))), id);
      await assert.rejects(blobs.put('', Buffer.of(), options), InvalidBlobRequestError);
      await assert.rejects(blobs.put('x'.repeat(2000), Buffer.of(), options), InvalidBlobRequestError);
      await assert.rejects(blobs.put('x', Buffer.of(), { ...options, maxBytes: Number.NaN }), InvalidBlobRequestError);
    });

    void test('delete removes a blob, claimed or not, and its id can be used again', async () => {
      await blobs.put('gone', Buffer.from('1'), options);
      await blobs.put('gone, claimed', Buffer.from('1'), options);
      await blobs.claim(['gone, claimed']);
      for (const id of ['gone', 'gone, claimed']) {
        await blobs.delete(id);
        await blobs.delete(id);
        await assert.rejects(blobs.open(id), BlobNotFoundError);
        assert.equal((await blobs.put(id, Buffer.from('other'), options)).claimed, false);
      }
    });

    void test('the sweep removes what is pending and older, and leaves what is claimed', async () => {
      const swept = await open();
      try {
        const { store } = swept;
        const early = await store.put('pending', Buffer.from('1'), options);
        await store.put('claimed', Buffer.from('2'), options);
        await store.claim(['claimed', 'unknown', 'claimed']);
        await store.claim(['claimed']);
        assert.equal((await store.info('claimed'))?.claimed, true);
        assert.equal((await store.put('claimed', Buffer.from('2'), options)).claimed, true);
        assert.equal(await store.sweep(early.createdAt), 0);
        assert.equal(await store.sweep(FAR_FUTURE), 1);
        assert.equal(await store.info('pending'), undefined);
        assert.equal(await store.sweep(FAR_FUTURE), 0);
        assert.equal(String(await buffer(await store.open('claimed'))), '2');
      } finally {
        await swept.dispose();
      }
    });

    void test('reopening keeps blobs and claims; a closed store refuses', async () => {
      const kept = await open();
      try {
        await kept.store.put('a', Buffer.from('1'), options);
        const accepted = kept.store.put('b', inChunks(randomBytes(100_000), 1000), options);
        await kept.store.claim(['a']);
        assert.equal(await kept.store.checkHealth(), undefined);
        const reopened = await kept.reopen();
        assert.match((await kept.store.checkHealth()) ?? '', /\S/);
        const { id } = await accepted;
        await assert.rejects(kept.store.info('a'), BlobsUnavailableError);
        await assert.rejects(kept.store.put('c', Buffer.of(), options), BlobsUnavailableError);
        assert.equal((await reopened.info('a'))?.claimed, true);
        assert.equal((await buffer(await reopened.open(id))).length, 100_000);
      } finally {
        await kept.dispose();
      }
    });
  });
}

function inChunks(bytes: Buffer, size: number): Readable {
  return Readable.from(
    (function* chunks() {
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    })(),
  );
}
