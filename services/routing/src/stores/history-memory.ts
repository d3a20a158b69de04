import type { ConversationId, CustomerId, Entry, StreamId } from '@onethread/contracts';
import { recentMap, type RecentMap } from '@onethread/runtime';
import type { StreamHead } from '../domain/stream-head.ts';
import type { ChannelDocument, ConversationDocument, ThreadDocument } from './documents.ts';
import { OrderedLanes } from '../ordered-lanes.ts';
import { IdentityMemory } from './identity-memory.ts';
import { SettingsMemory } from './settings-memory.ts';

/** Streams whose heads are kept in memory. About 2 kB each. */
export const MAX_HOT_STREAMS = 10_000;
const MAX_HINTS = 100_000;
const MAX_CONVERSATIONS = 10_000;
const MAX_CHANNELS = 100;
const MAX_SIGNALS = 20_000;
const MAX_SWEPT_MOVES = 10_000;

/** A fact together with the head that it made. */
export interface Fact {
  readonly entry: Entry;
  readonly head: StreamHead;
}

/** A stream as this process knows it. May be behind the store: the insert of the next number tells. */
export class HotStream {
  head: StreamHead;
  /** `threads` as last read or written by this process. */
  thread: ThreadDocument | undefined;
  /** Up to here every projection is known to be finished. */
  projectedN: number;
  /** Head at `projectedN`. */
  projectedHead: StreamHead;
  /** Facts above `projectedN`, oldest first. */
  readonly unprojected: Fact[] = [];
  /** The projection that is running, for all who wait for one. */
  projecting: Promise<void> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(head: StreamHead, thread: ThreadDocument | undefined) {
    this.head = head;
    this.thread = thread;
    this.projectedN = head.n;
    this.projectedHead = head;
  }

  /** One writer of this process at a time, so that it does not fight itself for the next number. Never needed for truth. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work);
    this.#turn = run.catch(() => undefined);
    return run;
  }

  learn(fact: Fact): void {
    this.head = fact.head;
    this.unprojected.push(fact);
  }
}

/**
 * What one process remembers of the history database, bounded. Every value may be old; whoever writes by it finds out
 * by a clash and reads again.
 */
export class HistoryMemory {
  /** In which stream a customer was last seen. */
  readonly hints = recentMap<CustomerId, StreamId>(MAX_HINTS);
  readonly identities: IdentityMemory;
  readonly settings: SettingsMemory;
  readonly conversations = recentMap<ConversationId, ConversationDocument>(MAX_CONVERSATIONS);
  readonly channels = recentMap<string, { readonly readAt: number; readonly document: ChannelDocument | undefined }>(
    MAX_CHANNELS,
  );
  /** Moves after which the sweeper has settled the links. */
  readonly sweptMoves = recentMap<string, true>(MAX_SWEPT_MOVES);
  /** When signs of agents were told last, by what they are and for whom, and how many are on their way. */
  readonly signals = { told: recentMap<string, number>(MAX_SIGNALS), onTheWay: 0 };
  readonly streams: RecentMap<StreamId, Promise<HotStream>>;
  /** Streams whose projection failed here, or whose `threads` lags behind what was projected: the sweeper's first work. */
  readonly dirty = new Set<StreamId>();
  readonly #background = new Set<Promise<void>>();
  readonly #lanes = new OrderedLanes();

  /** `clock` in ms, only ever forward. */
  constructor(maxStreams = MAX_HOT_STREAMS, clock: () => number = () => performance.now()) {
    this.identities = new IdentityMemory(clock);
    this.settings = new SettingsMemory(clock);
    this.streams = recentMap(maxStreams);
  }

  /** Work that nobody waits for (projections, relays); failures are the caller's to handle. */
  inBackground(work: Promise<void>): void {
    const tracked = work.finally(() => this.#background.delete(tracked));
    this.#background.add(tracked);
  }

  /** The same, for each key one after another in the order of the calls. */
  inTurn(key: string, work: () => Promise<void>): void {
    this.inBackground(this.#lanes.run(key, work));
  }

  /** Resolves when no background work is left. */
  async settled(): Promise<void> {
    while (this.#background.size > 0) await Promise.allSettled(this.#background);
  }
}
