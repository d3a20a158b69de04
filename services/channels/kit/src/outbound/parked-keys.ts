import type { OutboundMessage } from '@onethread/contracts';
import {
  OutcomeUnknownError,
  type Collection,
  type CollectionDefinition,
  type DocumentStore,
  type StoredDocument,
} from '@onethread/documents';
import type { KitBounds } from '../bounds.ts';
import { replaceSurely } from './replace-surely.ts';

export interface ParkedReply {
  readonly message: OutboundMessage;
  /** Since when it waits, epoch ms. */
  readonly since: number;
  /** An operator gave it up, with these words: it fails as soon as its turn comes, without another call. */
  readonly dropped?: string;
}

/** The replies of one identity that wait, in their order. The document's existence is what keeps later ones behind. */
export interface ParkedKey extends StoredDocument {
  /** When the first is to be tried again; while somebody works on it, when that right runs out. */
  readonly dueAt: number;
  readonly replies: readonly ParkedReply[];
  /** When this queue began, epoch ms; absent where an older version made it. */
  readonly since?: number;
  /** Why the first could not be sent when it was tried last. */
  readonly reason?: ParkedReason;
}

export interface ParkedReason {
  readonly code: string;
  readonly text: string;
}

/** Thrown when no more may wait here: the log keeps the record and gives it again. */
export class ParkingFullError extends Error {
  readonly code = 'parking-full';
  readonly retryable = true;
}

export const parkedCollection = {
  name: 'parked',
  indexes: { due: { fields: ['dueAt'] } },
} as const satisfies CollectionDefinition;

export async function openParkedKeys(documents: DocumentStore): Promise<Collection<ParkedKey>> {
  return documents.collection<ParkedKey>(parkedCollection);
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

  find(identityId: string): Promise<ParkedKey | undefined> {
    return this.#collection.get(identityId);
  }

  /**
   * Puts a reply behind those of its key that wait, and gives the key. Undefined when none waits. Repeatable. Throws
   * `ParkingFullError`.
   */
  async appendIfParked(message: OutboundMessage): Promise<ParkedKey | undefined> {
    const key = await this.#collection.get(message.identity.identityId);
    return key && (await this.#append(key, message));
  }

  /** Begins a key's queue with this reply, or puts it behind what waits by now. Throws `ParkingFullError`. */
  async park(message: OutboundMessage, dueAt: number, reason?: ParkedReason): Promise<ParkedKey> {
    const id = message.identity.identityId;
    for (;;) {
      const key = await this.#collection.get(id);
      const appended = key && (await this.#append(key, message));
      if (appended !== undefined) return appended;
      if (this.#total >= this.#bounds.maxParkedKeys) throw new ParkingFullError('too many customers’ replies wait');
      try {
        const since = this.#now();
        const queue = { _id: id, dueAt, since, replies: [{ message, since }], ...(reason && { reason }) };
        const { outcome } = await this.#collection.insert(queue);
        if (outcome === 'inserted') {
          this.#total += 1;
          return { ...queue, rev: 1 };
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

  /** Keeps the right to work on a key until `until`. */
  renew(key: ParkedKey, until: number): Promise<ParkedKey | undefined> {
    return replaceSurely(this.#collection, key, (current) =>
      current.dueAt === until ? undefined : { ...current, dueAt: until },
    );
  }

  /** Gives the right to work on a key back until `dueAt`; what an operator gave up meanwhile is due at once. */
  postpone(key: ParkedKey, dueAt: number, reason?: ParkedReason): Promise<ParkedKey | undefined> {
    return replaceSurely(this.#collection, key, (current) => {
      const due = current.replies[0]?.dropped === undefined ? dueAt : this.#now();
      const known = current.reason?.code === reason?.code && current.reason?.text === reason?.text;
      if (current.dueAt === due && (reason === undefined || known)) return undefined;
      return { ...current, dueAt: due, ...(reason && { reason }) };
    });
  }

  /** Makes a key due now. What is due within the time of a lease is left alone: somebody may be working on it. */
  async hasten(identityId: string): Promise<ParkedKey | undefined> {
    const key = await this.#collection.get(identityId);
    return key && (await replaceSurely(this.#collection, key, (current) => this.#hastened(current)));
  }

  /** Marks all that waits by now as given up, and makes the key due. Repeatable; what was given up before keeps its words. */
  async dropAll(identityId: string, words: string): Promise<ParkedKey | undefined> {
    const key = await this.#collection.get(identityId);
    return (
      key &&
      (await replaceSurely(this.#collection, key, (current) => {
        if (current.replies.every(({ dropped }) => dropped !== undefined)) return this.#hastened(current);
        const replies = current.replies.map((reply) =>
          reply.dropped === undefined ? { ...reply, dropped: words } : reply,
        );
        return { ...(this.#hastened(current) ?? current), replies };
      }))
    );
  }

  #hastened(current: ParkedKey): ParkedKey | undefined {
    const now = this.#now();
    return current.dueAt > now + this.#bounds.leaseMs ? { ...current, dueAt: now } : undefined;
  }

  /**
   * Takes a finished reply out. Gives the key with what waits still, undefined when nothing does. `emptied` is awaited
   * before a queue is removed: whoever dies in between leaves the queue, and tells of it again.
   */
  async pop(
    key: ParkedKey,
    reply: ParkedReply,
    until: number,
    emptied: (last: ParkedKey) => Promise<void>,
  ): Promise<ParkedKey | undefined> {
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
      await emptied(left);
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

  /** Undefined when the key's queue vanished meanwhile. */
  async #append(key: ParkedKey, message: OutboundMessage): Promise<ParkedKey | undefined> {
    const name = nameOf(message);
    return await replaceSurely(this.#collection, key, (current) => {
      if (current.replies.some((reply) => nameOf(reply.message) === name)) return undefined;
      const replies = [...current.replies, { message, since: this.#now() }];
      const bytes = Buffer.byteLength(JSON.stringify(replies));
      if (replies.length > this.#bounds.maxParkedPerKey || bytes > this.#bounds.maxParkedBytesPerKey) {
        throw new ParkingFullError('too many replies of one customer wait');
      }
      return { ...current, replies };
    });
  }
}

function nameOf(message: OutboundMessage): string {
  return `${message.entryId}.${message.attempt}`;
}
