import { createHash } from 'node:crypto';
import { BlobTooLargeError, InvalidBlobRequestError } from './errors.ts';
import type { Readable } from 'node:stream';

/** What content turned out to be once all of it had come. */
export interface Measured {
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/**
 * Hands content on piece by piece, waiting for each to be written, and measures it. Throws `BlobTooLargeError` before more
 * than `maxBytes` are written, what the stream fails with, and what `write` throws.
 */
export async function measuredCopy(
  content: Readable | Uint8Array,
  maxBytes: number,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<Measured> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    const bytes = asBytes(chunk);
    size += bytes.length;
    if (size > maxBytes) throw new BlobTooLargeError(maxBytes);
    hash.update(bytes);
    await write(bytes);
  }
  return { size, sha256: hash.digest('hex') };
}

function asBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk === 'string') return Buffer.from(chunk);
  throw new InvalidBlobRequestError('the content is a stream of something else than bytes');
}
