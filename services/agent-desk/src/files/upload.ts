import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BlobConflictError, BlobTooLargeError } from '@onethread/blobs';
import type { BlobInfo, BlobStore } from '@onethread/blobs';
import { MAX_UPLOAD_BYTES } from '../../wire/api.ts';
import type { UploadedFile } from '../../wire/api.ts';
import { DeskError } from '../errors.ts';
import { contradicts, SNIFF_BYTES, sniffType } from './sniff-type.ts';

export interface Upload {
  readonly agentId: string;
  /** Chosen by the tab: the same draft again is the same file. */
  readonly draftId: string;
  readonly name: string;
  readonly claimedType: string;
  readonly content: Readable;
}

/**
 * Streams a file into the blobs, pending until a reply carries it. Throws `type-mismatch` where the bytes are not what
 * the sender claims, `too-large`, `conflict` where the draft holds other bytes already.
 */
export async function storeUpload(blobs: BlobStore, upload: Upload): Promise<UploadedFile> {
  const { head, rest } = await readHead(upload.content);
  if (head.length === 0) throw new DeskError('invalid-request', 'The file is empty.');
  const sniffed = sniffType(head);
  if (contradicts(upload.claimedType, sniffed)) {
    throw new DeskError(
      'type-mismatch',
      `The file is not what its name or type says (${upload.claimedType.slice(0, 60)}).`,
    );
  }
  const blobId = blobIdOf(upload.agentId, upload.draftId);
  const info = await put(blobs, blobId, rest, { name: upload.name, contentType: sniffed.contentType });
  return { blobId, name: upload.name, contentType: info.contentType, fileKind: sniffed.fileKind, sizeBytes: info.size };
}

/** No agent can name, or overwrite, another one's draft. */
function blobIdOf(agentId: string, draftId: string): string {
  const hash = createHash('sha256').update(`${agentId.length}:${agentId}${draftId}`).digest('hex');
  return `draft_${hash.slice(0, 40)}`;
}

async function put(
  blobs: BlobStore,
  id: string,
  content: Readable,
  described: { readonly name: string; readonly contentType: string },
): Promise<BlobInfo> {
  try {
    return await blobs.put(id, content, { ...described, maxBytes: MAX_UPLOAD_BYTES });
  } catch (error) {
    if (error instanceof BlobTooLargeError) throw tooLarge(error);
    if (error instanceof BlobConflictError) {
      throw new DeskError('conflict', 'This upload was another file before. Attach it again.', { cause: error });
    }
    throw error;
  }
}

export function tooLarge(cause?: unknown): DeskError {
  return new DeskError('too-large', `A file has at most ${MAX_UPLOAD_BYTES / 1024 / 1024} MB.`, { cause });
}

/** The first bytes, and a stream of all of them. */
async function readHead(content: Readable): Promise<{ readonly head: Uint8Array; readonly rest: Readable }> {
  const iterator = content.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const chunks: Buffer[] = [];
  let size = 0;
  while (size < SNIFF_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  const start = Buffer.concat(chunks);
  const rest = new PassThrough();
  async function* all(): AsyncGenerator<Buffer> {
    yield start;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  // A sender that breaks off ends the blob's stream with an error, which `put` reports.
  pipeline(Readable.from(all()), rest).catch(() => {});
  return { head: start.subarray(0, SNIFF_BYTES), rest };
}
