import type { Entry, StreamId } from '@onethread/contracts';
import type { Collections } from '../stores/collections.ts';
import { entriesAbove } from '../stores/read-entries.ts';
import type { Positions } from '../use-cases/reading/thread-state.ts';
import type { EntryListener, EventHub } from './event-hub.ts';

/** Entries handed over together while catching up. */
const BATCH = 200;
/** Announced while the follower is busy; beyond it they are forgotten and read from the store. */
const MAX_WAITING = 200;
const FIRST_RETRY_MS = 200;
const MAX_RETRY_MS = 5000;

export interface FollowerParts {
  readonly hub: Pick<EventHub, 'followStreams' | 'unfollowStreams'>;
  readonly collections: Pick<Collections, 'entries'>;
  /** Entries of one stream, in order, each once. The next ones come when it is done; if it throws, the same ones again. */
  readonly take: (entries: readonly Entry[]) => void | Promise<void>;
  /** Everything that stood in the store has been taken; from here on live. Once per start. */
  readonly caughtUp: () => void;
  readonly onFault: (error: unknown) => void;
  /** A stream is shared with others: who belongs together may have changed without a word in it. */
  readonly onShared?: () => void;
}

/**
 * Follows streams from positions, without gap or double: a live entry is n = position + 1 and is taken at once, above it
 * the gap is read from the store, at or below it is known already. Registered before the store is read, so that nothing
 * falls between the two.
 */
export class StreamFollower implements EntryListener {
  readonly #parts: FollowerParts;
  #positions: Positions = new Map();
  /** Streams whose store may hold more than was taken. */
  readonly #behind = new Set<StreamId>();
  #waiting: Entry[] = [];
  /** Registered, but told not to take anything yet. */
  #held = true;
  #busy = false;
  #caughtUp = false;
  #stopped = false;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = FIRST_RETRY_MS;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  get positions(): ReadonlyMap<StreamId, number> {
    return this.#positions;
  }

  /** Everything that stood in the store when following began has been taken. */
  get isLive(): boolean {
    return this.#caughtUp;
  }

  /** Registers for these streams instead of those before, and takes nothing until `start`. */
  hold(streams: readonly StreamId[]): void {
    this.#held = true;
    this.#caughtUp = false;
    this.#parts.hub.unfollowStreams(this.#positions.keys(), this);
    this.#positions = new Map(streams.map((stream) => [stream, 0]));
    this.#behind.clear();
    this.#waiting = [];
    if (!this.#stopped) this.#parts.hub.followStreams(streams, this);
  }

  /** Takes everything above these positions, first from the store, then live. */
  start(positions: Positions): void {
    for (const stream of this.#positions.keys()) this.#positions.set(stream, positions.get(stream) ?? 0);
    this.#held = false;
    this.checkStore(this.#positions.keys());
  }

  /** Looks in the store for what was not announced. */
  checkStore(streams: Iterable<StreamId>): void {
    for (const stream of streams) this.#behind.add(stream);
    if (!this.#held && !this.#busy) void this.#work();
  }

  /** Whether the store is known to hold more of a stream than was taken. */
  isBehind(stream: StreamId, n: number): boolean {
    return !this.#held && n > (this.#positions.get(stream) ?? n);
  }

  /** Told now and then while a stream has several members. */
  shared(): void {
    if (!this.#held && !this.#stopped) this.#parts.onShared?.();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#parts.hub.unfollowStreams(this.#positions.keys(), this);
    this.#waiting = [];
  }

  onEntry(entry: Entry): void {
    if (this.#stopped) return;
    if (this.#held || this.#busy) {
      if (this.#waiting.length < MAX_WAITING) this.#waiting.push(entry);
      else this.#behind.add(entry.streamId);
      return;
    }
    const position = this.#positionOf(entry);
    if (entry.n <= position) return;
    if (entry.n > position + 1) return this.checkStore([entry.streamId]);
    const taking = this.#takeNow([entry]);
    if (taking !== undefined) void this.#work(taking);
  }

  #positionOf({ streamId }: Entry): number {
    return this.#positions.get(streamId) ?? 0;
  }

  /** At once where the taker needs to wait for nothing. */
  #takeNow(entries: readonly Entry[]): Promise<void> | undefined {
    const before = this.#positions;
    const last = entries.at(-1) as Entry;
    const known = this.#positionOf(last);
    // Set before it is taken, so that the cursor told with the entries is beyond them.
    before.set(last.streamId, last.n);
    const undo = (error: unknown): never => {
      if (before.get(last.streamId) === last.n) before.set(last.streamId, known);
      throw error;
    };
    try {
      return this.#parts.take(entries)?.catch(undo);
    } catch (error) {
      return Promise.reject(error as Error).catch(undo);
    }
  }

  async #work(first?: Promise<void>): Promise<void> {
    this.#busy = true;
    try {
      await first;
      while (!this.#stopped && !this.#held) {
        const [stream] = this.#behind;
        if (stream !== undefined) await this.#readGap(stream);
        else if (!(await this.#takeWaiting())) break;
      }
      this.#retryMs = FIRST_RETRY_MS;
    } catch (error) {
      if (!this.#stopped) this.#retryLater(error);
      return;
    } finally {
      this.#busy = false;
    }
    if (this.#stopped || this.#held) return;
    if (this.#behind.size > 0 || this.#waiting.length > 0) return this.#work();
    if (!this.#caughtUp) {
      this.#caughtUp = true;
      this.#parts.caughtUp();
    }
  }

  async #readGap(stream: StreamId): Promise<void> {
    const positions = this.#positions;
    this.#behind.delete(stream);
    let batch: Entry[] = [];
    try {
      for await (const entry of entriesAbove(this.#parts.collections, stream, positions.get(stream) ?? 0, BATCH)) {
        batch.push(entry);
        if (batch.length < BATCH) continue;
        await this.#takeNow(batch);
        batch = [];
        if (this.#stopped || this.#held || positions !== this.#positions) return;
      }
      if (batch.length > 0) await this.#takeNow(batch);
    } catch (error) {
      this.#behind.add(stream);
      throw error;
    }
  }

  /** False when nothing waits. */
  async #takeWaiting(): Promise<boolean> {
    const entry = this.#waiting.shift();
    if (entry === undefined) return false;
    const position = this.#positionOf(entry);
    if (entry.n > position + 1) this.#behind.add(entry.streamId);
    else if (entry.n === position + 1) await this.#takeNow([entry]);
    return true;
  }

  #retryLater(error: unknown): void {
    this.#parts.onFault(error);
    // Whatever was being taken is read again from the store.
    this.#waiting = [];
    for (const stream of this.#positions.keys()) this.#behind.add(stream);
    this.#retry = setTimeout(() => this.checkStore([]), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, MAX_RETRY_MS);
  }
}
