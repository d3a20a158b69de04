import { createHash } from 'node:crypto';
import type { IdentityRef } from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import { readSendMark, sendMarkOf, type OwnSend } from '@onethread/meta-graph';
import type { MetaMessage } from '../inbound/event-schemas.ts';
import type { MessagingStep } from './plan.ts';

/** An echo comes within seconds; a webhook that Meta delivers late within a day and a half. */
const KEPT_MS = 48 * 3600 * 1000;
/** Equal texts to one person that wait for their echo at a time. */
const MAX_ALIKE = 20;

interface ExpectedEcho extends StoredDocument {
  /** Whom and what: a digest, never the words. */
  readonly likeness: string;
  readonly metadata: string;
  readonly at: number;
  readonly expiresAt: number;
}

/**
 * What we are about to send, where its echo will not carry our id: noted before the call, so that an echo that beats the
 * answer, or reaches another replica, is known as ours and not taken for a colleague's message.
 */
export class ExpectedEchoes {
  readonly #collection: Collection<ExpectedEcho>;
  readonly #now: () => number;

  static async open(documents: DocumentStore, now: () => number): Promise<ExpectedEchoes> {
    const collection = await documents.collection<ExpectedEcho>({
      name: 'expected_echoes',
      indexes: { byLikeness: { fields: ['likeness', 'at'] } },
      expiresAtField: 'expiresAt',
    });
    return new ExpectedEchoes(collection, now);
  }

  private constructor(collection: Collection<ExpectedEcho>, now: () => number) {
    this.#collection = collection;
    this.#now = now;
  }

  /** Throws what the store throws: the call must not go out unnoted. */
  async expect(identity: IdentityRef, step: MessagingStep, sendId: string): Promise<void> {
    const at = this.#now();
    await this.#collection.insert({
      _id: sendId,
      likeness: likenessOf(
        identity,
        step.kind === 'text' ? step.text : undefined,
        step.kind === 'file' ? step.type : undefined,
      ),
      metadata: sendMarkOf(sendId, step.isLast),
      at,
      expiresAt: at + KEPT_MS,
    });
  }

  /** The oldest send that this echo may be of; it is expected no more. */
  async take(identity: IdentityRef, { text, attachments }: MetaMessage): Promise<OwnSend | undefined> {
    const likeness = likenessOf(identity, text ?? undefined, attachments?.[0]?.type);
    const { documents } = await this.#collection.find({ index: 'byLikeness', equals: [likeness], limit: MAX_ALIKE });
    for (const expected of documents) {
      if ((await this.#collection.remove(expected._id, expected.rev)) === 'removed')
        return readSendMark(expected.metadata);
    }
    return undefined;
  }

  /** The call surely sent nothing. Best effort: what is left expires. */
  async forget(sendId: string): Promise<void> {
    await this.#collection.remove(sendId).catch(() => undefined);
  }
}

function likenessOf({ identityId }: IdentityRef, text: string | undefined, type: string | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([identityId, text ?? '', text === undefined ? (type ?? '') : '']))
    .digest('base64url');
}
