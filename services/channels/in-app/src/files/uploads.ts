import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { EntryId, FilePart, Part } from '@onethread/contracts';
import type { ChannelHost } from '@onethread/channel-kit';
import type { DocumentStore, StoredDocument } from '@onethread/documents';
import type { Person } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';
import { MAX_UPLOAD_BYTES } from '../protocol.ts';
import { contradicts } from './contradicts.ts';

/** An upload that no message refers to is forgotten after a day (its bytes by the sweep of attachments). */
const KEPT_MS = 24 * 3600_000;

interface UploadDocument extends StoredDocument {
  readonly identityId: string;
  readonly name: string;
  readonly claimedType?: string;
  readonly expiresAt: number;
  /** Set once its bytes are stored. */
  readonly part?: FilePart;
}

export interface UploadRequest {
  readonly name: unknown;
  readonly size: unknown;
  readonly type?: unknown;
}

/** Files on their way to a message: created, filled, then referred to by the person who created them alone. */
export async function openUploads(host: ChannelHost, documents: DocumentStore) {
  const uploads = await documents.collection<UploadDocument>({ name: 'uploads', expiresAtField: 'expiresAt' });

  async function own(person: Person, id: string): Promise<UploadDocument> {
    const upload = await uploads.get(id);
    if (upload === undefined || upload.identityId !== person.identity.identityId)
      throw new InAppError(404, 'unknown-upload', 'This upload does not exist (any more): attach the file again.');
    return upload;
  }

  return {
    /** Throws `InAppError` when it is too large or malformed. */
    async create(person: Person, { name, size, type }: UploadRequest): Promise<string> {
      if (
        typeof name !== 'string' ||
        name === '' ||
        name.length > 255 ||
        !Number.isSafeInteger(size) ||
        Number(size) < 0
      )
        throw new InAppError(400, 'invalid', 'An upload needs a name (up to 255 characters) and a size in bytes.');
      if (Number(size) > MAX_UPLOAD_BYTES)
        throw new InAppError(413, 'too-large', `A file may have up to ${MAX_UPLOAD_BYTES / 1024 / 1024} MB.`);
      const id = `u_${randomBytes(16).toString('hex')}`;
      await uploads.insert({
        _id: id,
        identityId: person.identity.identityId,
        name,
        ...(typeof type === 'string' ? { claimedType: type.slice(0, 127) } : {}),
        expiresAt: host.now() + KEPT_MS,
      });
      return id;
    },

    /** Stores the bytes; filling it again with the same bytes is safe. Throws `InAppError` for what is not accepted. */
    async fill(person: Person, id: string, content: Readable): Promise<FilePart> {
      const upload = await own(person, id);
      if (upload.part !== undefined) {
        content.resume();
        return upload.part;
      }
      const part = await host.storeFile({
        entryId: id as EntryId,
        index: 0,
        // The request itself must outlive a refusal: destroyed with it, its answer would never arrive.
        content: Readable.from(content.iterator({ destroyOnReturn: false }), { objectMode: false }),
        name: upload.name,
        maxBytes: MAX_UPLOAD_BYTES,
        ...(upload.claimedType === undefined ? {} : { claimedType: upload.claimedType }),
      });
      if (!isFile(part)) throw new InAppError(413, 'not-accepted', `The file was not accepted: ${reasonOf(part)}.`);
      if (contradicts(upload.claimedType, part.contentType)) {
        // Its place holds these bytes for good; another try is another upload.
        await uploads.remove(id);
        throw new InAppError(415, 'type-mismatch', 'The file is not what its name or type says.');
      }
      await uploads.replace({ ...upload, part });
      return part;
    },

    /** The part of a finished upload. Throws `InAppError` while it is not. */
    async finished(person: Person, id: string): Promise<FilePart> {
      const { part } = await own(person, id);
      if (part === undefined) throw new InAppError(409, 'upload-unfinished', 'A file is still being uploaded.');
      return part;
    },
  };
}
export type Uploads = Awaited<ReturnType<typeof openUploads>>;

const isFile = (part: Part): part is FilePart => 'blobId' in part;
const reasonOf = (part: Part): string => (part.kind === 'missing-file' ? part.reason : 'it could not be stored');
