import { MongoServerError, ObjectId } from 'mongodb';
import { BlobConflictError, BlobsUnavailableError } from '../errors.ts';
import { measuredCopy } from '../measured-copy.ts';
import { CHUNK_BYTES, toInfo } from './bucket.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { DUPLICATE_KEY } from './grid-fs-faults.ts';
import type { Filter } from 'mongodb';
import type { Readable } from 'node:stream';
import type { BlobInfo, PutOptions } from '../blob-store.ts';
import type { Measured } from '../measured-copy.ts';
import type { Bucket, FileDocument } from './bucket.ts';

/** How often an id is tried for that others put and delete at the same time, before the caller is asked to try again. */
const MAX_TRIES = 5;

/**
 * How bytes come and go. Coming: the files document, loose and without an id; its chunks; then the id, which makes the blob
 * exist, once for all processes, because ids are unique. Going: the id, for good; the chunks; the files document. Whatever a
 * crash leaves has a loose files document, and the sweep needs to look nowhere else.
 */
export class Uploads {
  readonly #bucket: Bucket;
  readonly #now: () => number;
  readonly #active = new Set<string>();

  constructor(bucket: Bucket, now: () => number) {
    this.#bucket = bucket;
    this.#now = now;
  }

  async put(id: string, content: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo> {
    const known = await this.#find(id);
    // A redelivery is only measured.
    if (known !== null) {
      return await this.#again(known, id, await measuredCopy(content, options.maxBytes, () => Promise.resolve()));
    }
    const file = new ObjectId();
    this.#active.add(file.toHexString());
    try {
      return await this.#upload(file, id, content, options);
    } finally {
      this.#active.delete(file.toHexString());
    }
  }

  /** Ends a blob, or an upload that never became one; says whether there was one. */
  async remove(which: Filter<FileDocument>): Promise<boolean> {
    const file = await this.#bucket.files.findOneAndUpdate(
      which,
      // Going: an id that comes late, from a writer whose packet was held up, finds no upload to give itself to.
      { $unset: { 'metadata.id': '' }, $set: { 'metadata.going': true, 'metadata.looseSince': this.#now() } },
      { projection: { _id: 1 } },
    );
    if (file === null) return false;
    await this.#bucket.chunks.deleteMany({ files_id: file._id });
    await this.#bucket.files.deleteOne({ _id: file._id });
    return true;
  }

  async sweep(before: number, stopped: () => boolean): Promise<number> {
    let removed = 0;
    const old = { 'metadata.looseSince': { $lt: before } };
    for await (const { _id: file } of this.#bucket.files.find(old, { projection: { _id: 1 } })) {
      if (stopped()) break;
      if (!this.#active.has(file.toHexString()) && (await this.remove({ _id: file, ...old }))) removed += 1;
    }
    return removed;
  }

  async #upload(file: ObjectId, id: string, content: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo> {
    const now = this.#now();
    await this.#bucket.files.insertOne({
      _id: file,
      length: 0,
      chunkSize: CHUNK_BYTES,
      uploadDate: new Date(now),
      metadata: { looseSince: now },
    });
    let isBlob = false;
    try {
      const writer = new ChunkWriter(this.#bucket, file);
      const measured = await measuredCopy(content, options.maxBytes, (bytes) => writer.write(bytes));
      await writer.end();
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const info = await this.#publish(file, id, measured, options);
        isBlob = info !== undefined;
        if (info !== undefined) return info;
        const known = await this.#find(id);
        if (known !== null) return await this.#again(known, id, measured);
      }
      throw new BlobsUnavailableError('others write and delete this blob at the same time');
    } finally {
      // Unless the id was given after all and the answer lost. What cannot be taken away now is the sweep's.
      if (!isBlob) await this.remove({ _id: file, 'metadata.id': { $exists: false } }).catch(() => undefined);
    }
  }

  /** Gives an upload its id; undefined where another blob has it. */
  async #publish(
    file: ObjectId,
    id: string,
    { size, sha256 }: Measured,
    { contentType, name }: PutOptions,
  ): Promise<BlobInfo | undefined> {
    const now = this.#now();
    const stated = { sha256, contentType, ...(name === undefined ? {} : { name }), createdAt: now };
    try {
      const { matchedCount } = await this.#bucket.files.updateOne(
        { _id: file, 'metadata.going': { $exists: false } },
        { $set: { length: size, uploadDate: new Date(now), metadata: { id, ...stated, looseSince: now } } },
      );
      if (matchedCount === 1) return { id, size, ...stated, claimed: false };
    } catch (error) {
      if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return undefined;
      throw error;
    }
    throw new BlobsUnavailableError('the upload took so long that it was swept');
  }

  /** The same bytes again are a success and renew a pending blob's time before the sweep. */
  async #again(known: FileDocument, id: string, { size, sha256 }: Measured): Promise<BlobInfo> {
    const info = toInfo(known, id);
    if (info.size !== size || info.sha256 !== sha256) {
      throw new BlobConflictError('other bytes are stored under this id');
    }
    const { matchedCount } = await this.#bucket.files.updateOne(
      { _id: known._id, 'metadata.id': { $eq: id }, 'metadata.looseSince': { $exists: true } },
      { $set: { 'metadata.looseSince': this.#now() } },
    );
    if (matchedCount === 1) return { ...info, claimed: false };
    const current = await this.#find(id);
    if (current?._id.equals(known._id) === true) return toInfo(current, id);
    throw new BlobsUnavailableError('the blob was deleted while it was written again');
  }

  /** As the primary has it: a blob that a majority does not have yet stands in the way already. */
  #find(id: string): Promise<FileDocument | null> {
    return this.#bucket.files.findOne({ 'metadata.id': { $eq: id } }, { readConcern: { level: 'local' } });
  }
}
