import { Readable } from 'node:stream';
import { checkedStream } from '../checked-stream.ts';
import { BlobNotFoundError, BlobsUnavailableError } from '../errors.ts';
import { checkId, checkMaxBytes, within } from '../requests.ts';
import { bucketOf, createBucketIndexes, toInfo } from './bucket.ts';
import { blobFault } from './grid-fs-faults.ts';
import { Uploads } from './uploads.ts';
import type { GridFsConnection } from './grid-fs-connection.ts';
import type { BlobInfo, CheckedBlobStore, PutOptions } from '../blob-store.ts';
import type { ByteRange } from '../requests.ts';
import type { Bucket, FileDocument } from './bucket.ts';

const CLOSED = 'the blob store is closed';
/** Blobs claimed by one call to the server. */
const CLAIMS_PER_CALL = 500;

export class GridFsBlobStore implements CheckedBlobStore {
  readonly description: string;
  readonly #connection: GridFsConnection;
  readonly #bucket: Bucket;
  readonly #uploads: Uploads;
  readonly #working = new Set<Promise<unknown>>();
  #closed = false;

  constructor(connection: GridFsConnection, now: () => number) {
    this.description = `GridFS in ${connection.description}`;
    this.#connection = connection;
    this.#bucket = bucketOf(connection.database);
    this.#uploads = new Uploads(this.#bucket, now);
  }

  createIndexes(): Promise<void> {
    return this.#accept(() => createBucketIndexes(this.#bucket));
  }

  async put(id: string, content: Readable | Uint8Array, options: PutOptions): Promise<BlobInfo> {
    // A source may fail as a socket does, and must not be taken for the server.
    let sourceFault: unknown;
    if (!(content instanceof Uint8Array)) content.once('error', (error) => (sourceFault = error));
    try {
      return await this.#accept(async () => {
        checkId(id);
        checkMaxBytes(options.maxBytes);
        return await this.#uploads.put(id, content, options);
      });
    } catch (error) {
      // Whatever the reason, nobody reads on: the source may let go of what it holds.
      if (!(content instanceof Uint8Array)) content.destroy();
      const isSourceFault = sourceFault !== undefined && error instanceof Error && error.cause === sourceFault;
      throw isSourceFault ? sourceFault : error;
    }
  }

  claim(ids: readonly string[]): Promise<void> {
    return this.#accept(async () => {
      for (const id of ids) checkId(id);
      for (let start = 0; start < ids.length; start += CLAIMS_PER_CALL) {
        const some = ids.slice(start, start + CLAIMS_PER_CALL);
        await this.#bucket.files.updateMany(
          { 'metadata.id': { $in: some } },
          { $unset: { 'metadata.looseSince': '' } },
        );
      }
    });
  }

  info(id: string): Promise<BlobInfo | undefined> {
    return this.#accept(async () => {
      checkId(id);
      const file = await this.#find(id);
      return file === null ? undefined : toInfo(file, id);
    });
  }

  open(id: string, range?: ByteRange): Promise<Readable> {
    return this.#accept(async () => {
      checkId(id);
      const file = await this.#find(id);
      if (file === null) throw new BlobNotFoundError('no blob stands under this id');
      const { size, sha256 } = toInfo(file, id);
      const { start, end } = range === undefined ? { start: 0, end: size - 1 } : within(range, size);
      const whole = start === 0 && end === size - 1;
      const source = Readable.from(this.#chunksOf(file, id, whole ? undefined : { start, end }), { objectMode: false });
      return checkedStream(source, { length: end - start + 1, ...(whole ? { sha256 } : {}) });
    });
  }

  delete(id: string): Promise<void> {
    return this.#accept(async () => {
      checkId(id);
      await this.#uploads.remove({ 'metadata.id': { $eq: id } });
    });
  }

  sweep(before: number): Promise<number> {
    return this.#accept(() => this.#uploads.sweep(before, () => this.#closed));
  }

  checkHealth(): Promise<string | undefined> {
    return this.#closed ? Promise.resolve(CLOSED) : this.#connection.checkHealth();
  }

  /** Waits for the calls that were accepted; streams that are open end with `BlobsUnavailableError`. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#working);
    await this.#connection.close();
  }

  #find(id: string): Promise<FileDocument | null> {
    return this.#bucket.files.findOne({ 'metadata.id': { $eq: id } });
  }

  async *#chunksOf(file: FileDocument, id: string, range: ByteRange | undefined): AsyncGenerator<Uint8Array> {
    const source = this.#bucket.reader.openDownloadStream(
      file._id,
      range === undefined ? {} : { start: range.start, end: range.end + 1 },
    );
    try {
      for await (const chunk of source) yield chunk as Uint8Array;
    } catch (error) {
      // Deleted while it was read: its parts are gone because it is.
      const current = await this.#find(id).catch(() => file);
      if (current === null || !current._id.equals(file._id)) throw new BlobNotFoundError('the blob was deleted');
      throw blobFault(error, this.#connection);
    }
  }

  async #accept<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new BlobsUnavailableError(CLOSED);
    const accepted = work();
    this.#working.add(accepted);
    try {
      return await accepted;
    } catch (error) {
      throw blobFault(error, this.#connection);
    } finally {
      this.#working.delete(accepted);
    }
  }
}
