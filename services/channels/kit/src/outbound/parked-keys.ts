import type { OutboundMessage } from '@onethread/contracts';
import { OutcomeUnknownError, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';
import type { KitBounds } from '../bounds.ts';
import { replaceSurely } from './replace-surely.ts';

export interface ParkedReply {
  readonly message: OutboundMessage;
  /** Since when it waits, epoch ms. */
  readonly since: number;
}

/** The replies of one identity that wait, in their order. The document's existence is what keeps later ones behind. */
export interface ParkedKey extends StoredDocument {
  /** When the first is to be tried again; while somebody works on it, when that right runs out. */
  readonly dueAt: number;
  readonly replies: readonly ParkedReply[];
}

/** Thrown when no more may wait here: the log keeps the record and gives it again. */
export class ParkingFullError extends Error {
  readonly code = 'parking-full';
  readonly retryable = true;
}

export async function openParkedKeys(documents: DocumentStore): Promise<Collection<ParkedKey>> {
  return documents.collection<ParkedKey>({ name: 'parked', indexes: { due: { fields: ['dueAt'] } } });
}

export class ParkedKeys {
  readonly #collection: Collection<ParkedKey>;
  readonly #bounds: KitBounds;
  readonly #now: () => number;
  #total = 0;

  constructor(collection: Collection<ParkedKey>, bounds: KitBounds, now: () => number) {
    this.#collection = collection;
    this.#bounds = bounds;
    this.#now = now;
  }

  /** As of the last count. */
  get total(): number {
    return this.#total;
  }

  async count(): Promise<number> {
    this.#total = await this.#collection.count({ index: 'due' }, this.#bounds.maxParkedKeys);
    return this.#total;
  }

  /** Puts a reply behind those of its key that wait. False when none waits. Repeatable. Throws `ParkingFullError`. */
  async appendIfParked(message: OutboundMessage): Promise<boolean> {
    const key = await this.#collection.get(message.identity.identityId);
    return key !== undefined && (await this.#append(key, message));
  }

  /** Begins a key's queue with this reply, or puts it behind what waits by now. Throws `ParkingFullError`. */
  async park(message: OutboundMessage, dueAt: number): Promise<void> {
    const id = message.identity.identityId;
    for (;;) {
      const key = await this.#collection.get(id);
      if (key !== undefined && (await this.#append(key, message))) return;
      if (this.#total >= this.#bounds.maxParkedKeys) throw new ParkingFullError('too many customers’ replies wait');
      try {
        const { outcome } = await this.#collection.insert({
          _id: id,
          dueAt,
          replies: [{ message, since: this.#now() }],
        });
        if (outcome === 'inserted') {
          this.#total += 1;
          return;
        }
      } catch (error) {
        // Looked at again at the top of the loop: the reply stands there or it does not.
        if (!(error instanceof OutcomeUnknownError)) throw error;
      }
    }
  }

  async due(limit: number): Promise<readonly ParkedKey[]> {
    return (await this.#collection.find({ index: 'due', to: this.#now(), limit })).documents;
  }

  /** Takes the right to work on a due key until `until`; undefined when another process took it. */
  async take(key: ParkedKey, until: number): Promise<ParkedKey | undefined> {
    const result = await this.#collection.replace({ ...key, dueAt: until });
    return result.outcome === 'applied' ? result.document : undefined;
  }

  postpone(key: ParkedKey, dueAt: number): Promise<ParkedKey | undefined> {
    return replaceSurely(this.#collection, key, (current) =>
      current.dueAt === dueAt ? undefined : { ...current, dueAt },
    );
  }

  /** Takes a finished reply out. Gives the key with what waits still, undefined when nothing does. */
  async pop(key: ParkedKey, reply: ParkedReply, until: number): Promise<ParkedKey | undefined> {
    const done = nameOf(reply.message);
    let current: ParkedKey | undefined = key;
    while (current !== undefined) {
      const left = await replaceSurely(this.#collection, current, (stored) => {
        const replies = stored.replies.filter(({ message }) => nameOf(message) !== done);
        // Removed as a whole below, so that nobody meets an empty queue.
        if (replies.length === 0 || replies.length === stored.replies.length) return undefined;
        return { ...stored, replies, dueAt: until };
      });
      if (left === undefined || left.replies.some(({ message }) => nameOf(message) !== done)) return left;
      const removed = await this.#removed(left);
      if (removed) return undefined;
      current = await this.#collection.get(key._id);
    }
    return undefined;
  }

  async #removed(key: ParkedKey): Promise<boolean> {
    try {
      if ((await this.#collection.remove(key._id, key.rev)) === 'conflict') return false;
      this.#total = Math.max(0, this.#total - 1);
      return true;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
      return false;
    }
  }

  /** False when the key's queue vanished meanwhile. */
  async #append(key: ParkedKey, message: OutboundMessage): Promise<boolean> {
    const name = nameOf(message);
    const stored = await replaceSurely(this.#collection, key, (current) => {
      if (current.replies.some((reply) => nameOf(reply.message) === name)) return undefined;
      const replies = [...current.replies, { message, since: this.#now() }];
      const bytes = Buffer.byteLength(JSON.stringify(replies));
      if (replies.length > this.#bounds.maxParkedPerKey || bytes > this.#bounds.maxParkedBytesPerKey) {
        throw new ParkingFullError('too many replies of one customer wait');
      }
      return { ...current, replies };
    });
    return stored !== undefined;
  }
}

function nameOf(message: OutboundMessage): string {
  return `${message.entryId}.${message.attempt}`;
}
