import { createHash } from 'node:crypto';
import type { ChannelHost, SendResult } from '@onethread/channel-kit';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import { classifyError, decode, multipart, type GraphClient } from '@onethread/meta-graph';
import { z } from 'zod';
import type { MessagingPlatform } from '../platform.ts';
import { MESSAGING_ERRORS } from './errors.ts';
import type { FileStep } from './plan.ts';

/** An attachment lives 90 days at Meta; a week less, so that none ends while a reply waits. */
const KEPT_MS = 83 * 24 * 3600 * 1000;

interface Upload extends StoredDocument {
  readonly attachmentId: string;
  readonly expiresAt: number;
}

/** `isFresh`: uploaded just now, not taken from memory. */
export interface UploadedAttachment {
  readonly attachmentId: string;
  readonly isFresh: boolean;
}

export interface UploadParts {
  readonly host: ChannelHost;
  readonly graph: GraphClient;
  readonly platform: MessagingPlatform;
}

const answerSchema = z.object({ attachment_id: z.union([z.string(), z.number()]).transform(String) });

/** Files that Meta holds already: each content is uploaded once per account, and sent again by its id. */
export class Uploads {
  readonly #collection: Collection<Upload>;
  readonly #parts: UploadParts;

  static async open(documents: DocumentStore, parts: UploadParts): Promise<Uploads> {
    return new Uploads(await documents.collection<Upload>({ name: 'attachments', expiresAtField: 'expiresAt' }), parts);
  }

  private constructor(collection: Collection<Upload>, parts: UploadParts) {
    this.#collection = collection;
    this.#parts = parts;
  }

  /** The attachment's id, or why there is none. Nothing of it is seen by the person, so what is in doubt is simply tried again. */
  async idOf(accountId: string, step: FileStep, signal: AbortSignal): Promise<UploadedAttachment | SendResult> {
    const { host } = this.#parts;
    try {
      const info = await host.blobs.info(step.blobId);
      if (info === undefined)
        return { outcome: 'rejected', code: 'file-missing', text: 'The file is no longer there.' };
      const key = keyOf(accountId, step, info.sha256);
      const known = await this.#collection.get(key);
      if (known !== undefined && known.expiresAt > host.now())
        return { attachmentId: known.attachmentId, isFresh: false };
      const uploaded = await this.#upload(accountId, step, signal);
      if (typeof uploaded !== 'string') return uploaded;
      await this.#collection.remove(key);
      await this.#collection.insert({ _id: key, attachmentId: uploaded, expiresAt: host.now() + KEPT_MS });
      return { attachmentId: uploaded, isFresh: true };
    } catch {
      return { outcome: 'temporary', code: 'file-unavailable', text: 'The file could not be read.' };
    }
  }

  /** Meta knows this id no more. Best effort. */
  async forget(accountId: string, step: FileStep): Promise<void> {
    const info = await this.#parts.host.blobs.info(step.blobId).catch(() => undefined);
    if (info !== undefined) await this.#collection.remove(keyOf(accountId, step, info.sha256)).catch(() => undefined);
  }

  async #upload(accountId: string, step: FileStep, signal: AbortSignal): Promise<string | SendResult> {
    const { host, graph, platform } = this.#parts;
    const content = await host.blobs.open(step.blobId);
    const message = { attachment: { type: step.type, payload: { is_reusable: true } } };
    const form = multipart({ message, platform: platform.conversations }, { ...step, content });
    const answer = await graph.post(accountId, `${platform.node(accountId)}/message_attachments`, form, signal);
    if (answer === undefined) {
      return {
        outcome: 'unauthorised',
        code: 'unknown-account',
        text: 'This account is not (or no longer) set up here.',
      };
    }
    if (answer.kind !== 'answered') {
      return { outcome: 'temporary', code: 'not-uploaded', text: 'The file could not be uploaded to Meta.' };
    }
    const decoded = decode(answer.body);
    if (answer.status !== 200) return classifyError(answer.status, answer.headers, decoded, MESSAGING_ERRORS);
    const accepted = answerSchema.safeParse(decoded);
    if (accepted.success) return accepted.data.attachment_id;
    return { outcome: 'temporary', code: 'unreadable-answer', text: 'Meta’s answer to the upload could not be read.' };
  }
}

/** The name belongs to it: people see it. */
function keyOf(accountId: string, { type, name }: FileStep, sha256: string): string {
  return createHash('sha256')
    .update(JSON.stringify([accountId, type, name, sha256]))
    .digest('base64url');
}
