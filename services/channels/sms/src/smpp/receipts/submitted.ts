import type { ChannelHost } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import { changeDocument, type Collection, type StoredDocument } from '@onethread/documents';

const KEPT_MS = 14 * 24 * 3600 * 1000;
/** Receipts of messages that we know nothing of yet wait for so long, and at most so many of them. */
const PARKED_MS = 24 * 3600 * 1000;
const MAX_PARKED = 10_000;
/** More calls without an answer under one reference cannot be told apart. */
const MAX_SAME_REFERENCE = 5;

/** One submit_sm that was, or may have been, sent. */
export interface Submitted extends StoredDocument {
  readonly identity: IdentityRef;
  readonly part: number;
  readonly total: number;
  /** The centre's id in comparable form; absent: no answer yet. */
  readonly messageId?: string;
  /** What the centre may give back in receipts; absent once the id is known. */
  readonly reference?: string;
  readonly expiresAt: number;
}

interface Parked extends StoredDocument {
  readonly receipts: readonly ParkedReceipt[];
  readonly parkedAt: number;
  readonly expiresAt: number;
}

export interface ParkedReceipt {
  readonly state: string;
  readonly error?: string;
}

/** Which of our messages the ids of the centre stand for: written before each call, so that no receipt comes too early. */
export class SubmittedMessages {
  readonly #messages: Collection<Submitted>;
  readonly #parked: Collection<Parked>;
  readonly #host: ChannelHost;

  static async open(host: ChannelHost): Promise<SubmittedMessages> {
    const messages = await host.documents.collection<Submitted>({
      name: 'smpp_submitted',
      indexes: { byMessageId: { fields: ['messageId'] }, byReference: { fields: ['reference'] } },
      expiresAtField: 'expiresAt',
    });
    const parked = await host.documents.collection<Parked>({
      name: 'smpp_parked_receipts',
      indexes: { byParkedAt: { fields: ['parkedAt'] } },
      expiresAtField: 'expiresAt',
    });
    return new SubmittedMessages(messages, parked, host);
  }

  private constructor(messages: Collection<Submitted>, parked: Collection<Parked>, host: ChannelHost) {
    this.#messages = messages;
    this.#parked = parked;
    this.#host = host;
  }

  /** Before the call. A further try of the same call finds its own word. Throws what the store throws. */
  async begin(
    sendId: string,
    call: { readonly identity: IdentityRef; readonly part: number; readonly total: number; readonly reference: number },
  ): Promise<void> {
    const { identity, part, total } = call;
    const reference = referenceKey(identity, call.reference);
    const expiresAt = this.#host.now() + KEPT_MS;
    await this.#messages.insert({ _id: sendId, identity, part, total, reference, expiresAt });
  }

  /** After the answer. Gives the receipts that came before it. The first word stands. */
  async answered(sendId: string, messageId: string): Promise<readonly ParkedReceipt[]> {
    await changeDocument(this.#messages, {
      id: sendId,
      make: (known) => {
        if (known === undefined || known.messageId !== undefined) return known;
        const { reference: _reference, ...rest } = known;
        return { ...rest, messageId };
      },
    });
    const parked = await this.#parked.get(messageId);
    if (parked === undefined) return [];
    await this.#parked.remove(messageId);
    return parked.receipts;
  }

  get(sendId: string): Promise<Submitted | undefined> {
    return this.#messages.get(sendId);
  }

  /** By the centre's id. Ids of centres come round after months: the newest counts. */
  async byMessageId(messageId: string): Promise<Submitted | undefined> {
    const { documents } = await this.#messages.find({ index: 'byMessageId', equals: [messageId], limit: 10 });
    return documents.toSorted((a, b) => b.expiresAt - a.expiresAt)[0];
  }

  /** A call without an answer that a receipt may mean, where it can be no other. */
  async byReference(identity: IdentityRef, reference: number): Promise<Submitted | undefined> {
    const equals = [referenceKey(identity, reference)];
    const { documents } = await this.#messages.find({ index: 'byReference', equals, limit: MAX_SAME_REFERENCE });
    return documents.length === 1 ? documents[0] : undefined;
  }

  /** Keeps a receipt for a message that is not known yet. False: too many wait. */
  async park(messageId: string, receipt: ParkedReceipt): Promise<boolean> {
    const { document } = await changeDocument(this.#parked, {
      id: messageId,
      make: async (known) => {
        if (known?.receipts.some(({ state }) => state === receipt.state)) return known;
        if (known !== undefined) return { ...known, receipts: [...known.receipts, receipt] };
        if ((await this.#parked.count({ index: 'byParkedAt' }, MAX_PARKED)) >= MAX_PARKED) return undefined;
        const now = this.#host.now();
        return { _id: messageId, receipts: [receipt], parkedAt: now, expiresAt: now + PARKED_MS };
      },
    });
    return document !== undefined;
  }
}

function referenceKey({ identityId }: IdentityRef, reference: number): string {
  return `${identityId}:${reference}`;
}
