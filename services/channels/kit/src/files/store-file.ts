import { Readable } from 'node:stream';
import { BlobConflictError, BlobTooLargeError, type BlobInfo, type BlobStore } from '@onethread/blobs';
import { blobIdOf, cleanFileName, type Part } from '@onethread/contracts';
import type { ReceivedFile } from '../channel-host.ts';
import { IntakeUnavailableError } from '../errors.ts';
import { kindOf, recogniseType, SAMPLE_BYTES, type RecognisedType } from './recognise-type.ts';

/** See `ChannelHost.storeFile`. */
export async function storeFile(blobs: BlobStore, file: ReceivedFile): Promise<Part> {
  const name = cleanFileName(file.name);
  const blobId = blobIdOf(file.entryId, file.index);
  // Told apart from faults of our store, whatever the store makes of them.
  const transfer = { broken: false };
  try {
    const { sample, content } = await peek(file.content, transfer);
    const type = await recogniseType(sample, file.claimedType);
    const info = await blobs.put(blobId, content, { maxBytes: file.maxBytes, contentType: type.contentType, name });
    return partOf(info, name, type);
  } catch (error) {
    if (error instanceof BlobTooLargeError) return missing(name, `larger than ${asMegabytes(file.maxBytes)}`);
    if (transfer.broken) return missing(name, 'could not be read to its end');
    if (error instanceof BlobConflictError) return await asStoredBefore(blobs, blobId, name);
    throw new IntakeUnavailableError('the file could not be stored', { cause: error });
  } finally {
    if (file.content instanceof Readable) file.content.destroy();
  }
}

/** The same file of the same message came with other bytes (re-encoded by the provider): what was stored first stands. */
async function asStoredBefore(blobs: BlobStore, blobId: string, name: string): Promise<Part> {
  try {
    const info = await blobs.info(blobId);
    if (info === undefined) throw new IntakeUnavailableError('the stored file vanished');
    return partOf(info, name, { kind: kindOf(info.contentType), contentType: info.contentType });
  } catch (error) {
    throw new IntakeUnavailableError('the file could not be read', { cause: error });
  }
}

async function peek(
  content: Readable | Uint8Array,
  transfer: { broken: boolean },
): Promise<{ sample: Uint8Array; content: Readable | Uint8Array }> {
  if (!(content instanceof Readable)) return { sample: content.subarray(0, SAMPLE_BYTES), content };
  const chunks = content[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const head: Uint8Array[] = [];
  let size = 0;
  while (size < SAMPLE_BYTES) {
    const next = await readNext(chunks, transfer);
    if (next === undefined) break;
    head.push(next);
    size += next.length;
  }
  async function* whole() {
    yield* head;
    for (let next = await readNext(chunks, transfer); next !== undefined; next = await readNext(chunks, transfer))
      yield next;
  }
  return {
    sample: Buffer.concat(head).subarray(0, SAMPLE_BYTES),
    content: Readable.from(whole(), { objectMode: false }),
  };
}

async function readNext(
  chunks: AsyncIterator<Uint8Array>,
  transfer: { broken: boolean },
): Promise<Uint8Array | undefined> {
  try {
    const next = await chunks.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    transfer.broken = true;
    throw error;
  }
}

function partOf(info: BlobInfo, name: string, type: RecognisedType): Part {
  return { kind: type.kind, blobId: info.id, name, contentType: type.contentType, size: info.size };
}

function missing(name: string, reason: string): Part {
  return { kind: 'missing-file', name, reason };
}

function asMegabytes(bytes: number): string {
  return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
}
