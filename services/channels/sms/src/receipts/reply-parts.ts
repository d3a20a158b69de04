import type { ChannelHost, StatusDraft } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import { changeDocument, type Collection, type StoredDocument } from '@onethread/documents';

const KEPT_MS = 14 * 24 * 3600 * 1000;
const MAX_PARTS = 255;

export type PartState = 'sent' | 'delivered' | 'failed';
type Reason = NonNullable<StatusDraft['reason']>;

/** The provider's word on one part of a reply. */
export interface PartReport {
  readonly entryId: string;
  readonly attempt: number;
  readonly identity: IdentityRef;
  /** Which part, in the provider's or our own numbering. */
  readonly part: string;
  /** How many there are, where that is known already. */
  readonly total?: number;
  readonly state: PartState;
  readonly reason?: Reason;
  readonly providerMessageId?: string;
}

interface ReplyPartsDocument extends StoredDocument {
  readonly total?: number;
  readonly delivered: readonly string[];
  readonly expiresAt: number;
}

/** A long reply travels in several messages, each with receipts of its own: it is delivered when all of them are. */
export class ReplyParts {
  readonly #collection: Collection<ReplyPartsDocument>;
  readonly #host: ChannelHost;

  static async open(host: ChannelHost): Promise<ReplyParts> {
    const collection = await host.documents.collection<ReplyPartsDocument>({
      name: 'reply_parts',
      expiresAtField: 'expiresAt',
    });
    return new ReplyParts(collection, host);
  }

  private constructor(collection: Collection<ReplyPartsDocument>, host: ChannelHost) {
    this.#collection = collection;
    this.#host = host;
  }

  /** Durable when it resolves; in any order, as often as it comes. */
  async report(told: PartReport): Promise<void> {
    const { entryId, attempt, identity, state, reason, providerMessageId } = told;
    const words = { entryId, attempt, identity, ...(providerMessageId === undefined ? {} : { providerMessageId }) };
    if (state === 'delivered') {
      const whole = told.total === 1 || (await this.#isWhole(told));
      if (whole) await this.#host.report([{ ...words, status: 'delivered' }]);
    } else {
      // One part that failed makes a reply that nobody can read.
      await this.#host.report([{ ...words, status: state, ...(reason === undefined ? {} : { reason }) }]);
    }
  }

  /** Learns of how many parts a reply is, which may be known only after their receipts. */
  async learnTotal(told: Omit<PartReport, 'part' | 'state' | 'total'> & { readonly total: number }): Promise<void> {
    const document = await this.#change(keyOf(told), told.total, undefined);
    if (isWhole(document)) {
      const { entryId, attempt, identity } = told;
      await this.#host.report([{ entryId, attempt, identity, status: 'delivered' }]);
    }
  }

  async #isWhole(told: PartReport): Promise<boolean> {
    return isWhole(await this.#change(keyOf(told), told.total, told.part));
  }

  async #change(
    id: string,
    total: number | undefined,
    part: string | undefined,
  ): Promise<ReplyPartsDocument | undefined> {
    const { document } = await changeDocument(this.#collection, {
      id,
      make: (known) => {
        const { delivered: before = [], expiresAt = this.#host.now() + KEPT_MS } = known ?? {};
        const delivered = [...new Set([...before, ...(part === undefined ? [] : [part])])].slice(0, MAX_PARTS);
        const counted = total ?? known?.total;
        if (known?.delivered.length === delivered.length && known.total === counted) return known;
        return { _id: id, delivered, ...(counted === undefined ? {} : { total: counted }), expiresAt };
      },
    });
    return document;
  }
}

function isWhole(document: ReplyPartsDocument | undefined): boolean {
  return document?.total !== undefined && document.delivered.length >= document.total;
}

function keyOf({ entryId, attempt }: { readonly entryId: string; readonly attempt: number }): string {
  return `${entryId}.${attempt}`;
}
