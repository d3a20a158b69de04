import { IntakeUnavailableError, type ChannelHost } from '@onethread/channel-kit';
import type { Collection, StoredDocument } from '@onethread/documents';
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BindLeases } from '../link/bind-leases.ts';
import type { PduFields } from '../link/smpp-link.ts';

const KEPT_MS = 3 * 24 * 3600 * 1000;
/** While another bind, as far as we know, still works on an identical PDU, ours waits to learn how that ends. */
const LOOK_AGAIN_MS = 250;
const MAX_LOOKS = 60;
const MAX_CANDIDATES = 20;
/** Notes of answered PDUs that the store would not remove yet. */
const MAX_TO_REMOVE = 10_000;

interface UnansweredDocument extends StoredDocument {
  readonly hash: string;
  readonly bindId: string;
  readonly at: number;
  readonly expiresAt: number;
}

/**
 * SMPP names no message: each PDU gets an id of ours, kept until its answer is out. An identical PDU on another bind, while
 * the first bind broke before that, is the centre's repeat and gets the same id, and so is one that follows our "try
 * later"; any other identical PDU is a person who writes the same again.
 */
export class UnansweredPdus {
  readonly #collection: Collection<UnansweredDocument>;
  readonly #leases: BindLeases;
  readonly #host: ChannelHost;
  /** Of this process: being made durable now. */
  readonly #inWork = new Set<string>();
  readonly #toRemove = new Set<string>();

  static async open(host: ChannelHost, leases: BindLeases): Promise<UnansweredPdus> {
    const collection = await host.documents.collection<UnansweredDocument>({
      name: 'smpp_unanswered',
      indexes: { byHash: { fields: ['hash'] } },
      expiresAtField: 'expiresAt',
    });
    return new UnansweredPdus(collection, leases, host);
  }

  private constructor(collection: Collection<UnansweredDocument>, leases: BindLeases, host: ChannelHost) {
    this.#collection = collection;
    this.#leases = leases;
    this.#host = host;
  }

  /** The id of the message in this PDU. Durable when it resolves. */
  async begin(pdu: PduFields, bindId: string): Promise<string> {
    const hash = hashOf(pdu);
    for (let look = 0; look < MAX_LOOKS; look += 1) {
      const { documents } = await this.#collection.find({ index: 'byHash', equals: [hash], limit: MAX_CANDIDATES });
      let mayBreak = false;
      for (const known of documents) {
        if (this.#toRemove.has(known._id)) await this.end(known._id);
        else if (this.#inWork.has(known._id)) mayBreak ||= known.bindId !== bindId;
        else if (known.bindId !== bindId && (await this.#leases.isHeld(known.bindId))) mayBreak = true;
        else if ((await this.#collection.replace({ ...known, bindId })).outcome === 'applied') {
          this.#inWork.add(known._id);
          return known._id;
        }
      }
      if (!mayBreak) return await this.#insert(hash, bindId);
      await delay(LOOK_AGAIN_MS);
    }
    throw new IntakeUnavailableError('another bind works on this message');
  }

  /** Its answer is out: what is written alike from now on is another message. Never throws. */
  async end(messageId: string): Promise<void> {
    this.#inWork.delete(messageId);
    try {
      await this.#collection.remove(messageId);
      this.#toRemove.delete(messageId);
    } catch {
      if (this.#toRemove.size < MAX_TO_REMOVE) this.#toRemove.add(messageId);
    }
  }

  /** The centre was told to come again, or cannot have heard us: its next try is the same message. */
  leave(messageId: string): void {
    this.#inWork.delete(messageId);
  }

  async #insert(hash: string, bindId: string): Promise<string> {
    const _id = `smpp-${randomUUID()}`;
    const at = this.#host.now();
    await this.#collection.insert({ _id, hash, bindId, at, expiresAt: at + KEPT_MS });
    this.#inWork.add(_id);
    return _id;
  }
}

/** Of all that the centre said, but for the number of the PDU. */
function hashOf(pdu: PduFields): string {
  const { sequence_number: _number, command_length: _length, ...fields } = pdu;
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
