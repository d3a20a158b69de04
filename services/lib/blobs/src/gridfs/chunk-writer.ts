import { ObjectId } from 'mongodb';
import { CHUNK_BYTES } from './bucket.ts';
import type { Bucket } from './bucket.ts';

/** Chunks sent in one call, each of which waits for a majority: about 2 MiB that an upload holds in memory. */
const CHUNKS_PER_CALL = 8;

/** Cuts what comes into chunks of one file. */
export class ChunkWriter {
  readonly #chunks: Bucket['chunks'];
  readonly #file: ObjectId;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #written = 0;

  constructor({ chunks }: Bucket, file: ObjectId) {
    this.#chunks = chunks;
    this.#file = file;
  }

  async write(bytes: Uint8Array): Promise<void> {
    // A source may use its memory again as soon as it is asked for more.
    this.#waiting.push(Buffer.from(bytes));
    this.#waitingBytes += bytes.length;
    while (this.#waitingBytes >= CHUNK_BYTES * CHUNKS_PER_CALL) await this.#send(CHUNK_BYTES * CHUNKS_PER_CALL);
  }

  async end(): Promise<void> {
    if (this.#waitingBytes > 0) await this.#send(this.#waitingBytes);
  }

  async #send(length: number): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [bytes.subarray(length)];
    this.#waitingBytes = bytes.length - length;
    const documents = Array.from({ length: Math.ceil(length / CHUNK_BYTES) }, (_, at) => ({
      _id: new ObjectId(),
      files_id: this.#file,
      n: this.#written + at,
      data: bytes.subarray(at * CHUNK_BYTES, Math.min((at + 1) * CHUNK_BYTES, length)),
    }));
    await this.#chunks.insertMany(documents);
    this.#written += documents.length;
  }
}
