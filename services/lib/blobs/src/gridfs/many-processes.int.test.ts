import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { ObjectId } from 'mongodb';
import { openMongoConnection } from '@onethread/documents';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { BlobConflictError, BlobDamagedError, BlobNotFoundError } from '../errors.ts';
import { openGridFsBlobStore } from '../open-grid-fs-blob-store.ts';
import { bucketOf, CHUNK_BYTES } from './bucket.ts';
import type { MongoConnection } from '@onethread/documents';
import type { CheckedBlobStore } from '../blob-store.ts';
import type { Bucket } from './bucket.ts';

const options = { maxBytes: 16 * 1024 * 1024, contentType: 'image/png' };
const FAR_FUTURE = 8.64e15;
const mongo = await mongoForTests();

void describe('GridFS, several processes and crashes', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  const database = ownName('blobs');
  let one: CheckedBlobStore;
  let other: CheckedBlobStore;
  let connection: MongoConnection;
  let bucket: Bucket;

  before(async () => {
    const { uri } = mongo;
    one = await openGridFsBlobStore({ uri, database });
    other = await openGridFsBlobStore({ uri, database });
    connection = await openMongoConnection({ uri, database });
    bucket = bucketOf(connection.database);
  });
  after(async () => {
    await one.close();
    await other.close();
    await connection.database.dropDatabase();
    await connection.close();
  });

  const chunksKept = async (): Promise<number> => bucket.chunks.countDocuments({});

  test('of puts of one id from two processes one content wins, and only its chunks stay', async () => {
    const kept = await chunksKept();
    const contents = Array.from({ length: 6 }, () => randomBytes(CHUNK_BYTES + 1));
    const puts = contents.map((content, n) => (n % 2 === 0 ? one : other).put('raced', content, options));
    const results = await Promise.allSettled(puts);
    const won = results.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []));
    assert.equal(won.length, 1);
    for (const result of results) {
      assert.ok(result.status === 'fulfilled' || result.reason instanceof BlobConflictError, JSON.stringify(result));
    }
    assert.deepEqual(await buffer(await other.open('raced')), contents[won[0] ?? 0]);
    assert.equal((await chunksKept()) - kept, 2);
  });

  test('a put that fails leaves nothing, and what a crash leaves of one goes with the sweep', async () => {
    const half = Readable.from(endless());
    const kept = await chunksKept();
    const cut = one.put('half', half, { ...options, maxBytes: CHUNK_BYTES * 40 });
    await assert.rejects(cut);
    assert.equal(await other.info('half'), undefined);
    assert.equal(await chunksKept(), kept);
    // As a process that was killed after its first chunks leaves it.
    const file = new ObjectId();
    const written = { length: 0, chunkSize: CHUNK_BYTES, uploadDate: new Date(1) };
    await bucket.files.insertOne({ _id: file, ...written, metadata: { looseSince: 1 } });
    await bucket.chunks.insertOne({ _id: new ObjectId(), files_id: file, n: 0, data: Buffer.of(1) });
    assert.equal(await other.sweep(1), 0);
    assert.equal(await other.sweep(2), 1);
    assert.equal(await chunksKept(), kept);
    assert.equal(await bucket.files.countDocuments({ 'metadata.looseSince': 1 }), 0);
  });

  test('a source that fails as a socket does is not taken for the server', async () => {
    const hungUp = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
    const source = new PassThrough();
    const put = one.put('hung up', source, options);
    source.write('half');
    source.destroy(hungUp);
    await assert.rejects(put, (error) => error === hungUp);
  });

  test('a sweep and a repeated put of the same blob never leave a blob without its bytes', async () => {
    const content = randomBytes(1000);
    for (let round = 0; round < 5; round += 1) {
      await one.put('swept', content, options);
      const [put] = await Promise.allSettled([one.put('swept', content, options), other.sweep(FAR_FUTURE)]);
      const info = await other.info('swept');
      if (info !== undefined) assert.deepEqual(await buffer(await other.open('swept')), content);
      assert.ok(put.status === 'fulfilled' || (put.reason as { retryable: boolean }).retryable);
    }
  });

  test('bytes that changed or went end the stream with an error', async () => {
    await one.put('damaged', randomBytes(CHUNK_BYTES * 2), options);
    const file = await bucket.files.findOne({ 'metadata.id': 'damaged' });
    assert.ok(file !== null);
    await bucket.chunks.updateOne({ files_id: file._id, n: 0 }, { $set: { data: Buffer.alloc(CHUNK_BYTES) } });
    await assert.rejects(buffer(await other.open('damaged')), BlobDamagedError);
    await bucket.chunks.deleteOne({ files_id: file._id, n: 1 });
    await assert.rejects(buffer(await other.open('damaged')), BlobDamagedError);
    await one.delete('damaged');
    await assert.rejects(other.open('damaged'), BlobNotFoundError);
  });
});

async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield await Promise.resolve(randomBytes(CHUNK_BYTES * 4));
}
