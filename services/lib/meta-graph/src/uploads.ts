import { createHash } from 'node:crypto';
import { multipart, type ChannelHost, type SendResult } from '@onethread/channel-kit';
import type { Collection, StoredDocument } from '@onethread/documents';
import { classifyError, type ErrorTable } from './error-table.ts';
import { decode, type GraphClient } from './graph-client.ts';

/** A content that Meta holds, under Meta's id. */
export interface Upload extends StoredDocument {
  readonly mediaId: string;
  readonly expiresAt: number;
}

/** A file as a step of a reply names it. */
export interface FileToUpload {
  readonly blobId: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

/** How one product takes files. */
export interface UploadEdge {
  /** Behind the version: `<number>/media`. */
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly fileField: string;
  /** What makes two uploads of the same content different, beside the account. */
  readonly distinct: readonly string[];
  /** The id in Meta's answer. */
  readonly idOf: (answer: unknown) => string | undefined;
}

/** `isFresh`: uploaded just now, not taken from memory. */
export interface UploadedMedia {
  readonly mediaId: string;
  readonly isFresh: boolean;
}

export interface UploadsOptions {
  readonly collection: Collection<Upload>;
  readonly host: ChannelHost;
  readonly graph: GraphClient;
  readonly errors: ErrorTable;
  /** Less than Meta keeps them, so that none ends while a reply waits. */
  readonly keptMs: number;
}

/** Files that Meta holds already: each content is uploaded once per account, and sent again by its id. */
export class Uploads {
  readonly #options: UploadsOptions;

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  /**
   * The id to send it by, or why there is none. Nothing of an upload is seen by the person, so what is in doubt is simply
   * tried again. Never throws.
   */
  async idOf(
    account: string,
    file: FileToUpload,
    edge: UploadEdge,
    signal: AbortSignal,
  ): Promise<UploadedMedia | SendResult> {
    const { collection, host, keptMs } = this.#options;
    try {
      const info = await host.blobs.info(file.blobId);
      if (info === undefined)
        return { outcome: 'rejected', code: 'file-missing', text: 'The file is no longer there.' };
      const key = keyOf(account, edge, info.sha256);
      const known = await collection.get(key);
      if (known !== undefined && known.expiresAt > host.now()) return { mediaId: known.mediaId, isFresh: false };
      const uploaded = await this.#upload(account, file, edge, signal);
      if (typeof uploaded !== 'string') return uploaded;
      await collection.remove(key);
      await collection.insert({ _id: key, mediaId: uploaded, expiresAt: host.now() + keptMs });
      return { mediaId: uploaded, isFresh: true };
    } catch {
      return { outcome: 'temporary', code: 'file-unavailable', text: 'The file could not be read.' };
    }
  }

  /** Meta knows its id no more. Best effort. */
  async forget(account: string, file: FileToUpload, edge: UploadEdge): Promise<void> {
    const { collection, host } = this.#options;
    const info = await host.blobs.info(file.blobId).catch(() => undefined);
    if (info !== undefined) await collection.remove(keyOf(account, edge, info.sha256)).catch(() => undefined);
  }

  async #upload(
    account: string,
    file: FileToUpload,
    { path, fields, fileField, idOf }: UploadEdge,
    signal: AbortSignal,
  ): Promise<string | SendResult> {
    const { host, graph, errors } = this.#options;
    const content = await host.blobs.open(file.blobId);
    const form = multipart(fields, { ...file, content, field: fileField });
    const answer = await graph.post(account, path, form, signal);
    if (answer === undefined) return UNKNOWN_ACCOUNT;
    if (answer.kind !== 'answered') {
      return { outcome: 'temporary', code: 'not-uploaded', text: 'The file could not be uploaded to Meta.' };
    }
    const decoded = decode(answer.body);
    if (answer.status !== 200) return classifyError(answer.status, answer.headers, decoded, errors);
    const text = 'Meta’s answer to the upload could not be read.';
    return idOf(decoded) ?? { outcome: 'temporary', code: 'unreadable-answer', text };
  }
}

/** An account that is not, or no longer, one of ours: its replies wait until it is. */
export const UNKNOWN_ACCOUNT: SendResult = {
  outcome: 'unauthorised',
  code: 'unknown-account',
  text: 'This account is not (or no longer) set up here.',
};

function keyOf(account: string, { distinct }: UploadEdge, sha256: string): string {
  return createHash('sha256')
    .update(JSON.stringify([account, ...distinct, sha256]))
    .digest('base64url');
}
