import { setTimeout as pause } from 'node:timers/promises';
import {
  createHistoryClient,
  type FeedsStream,
  type FollowFeedsResponse,
  type HistoryClient,
  type TokenProvider,
} from '@onethread/rpc';
import type { FollowedFeed } from './followed-feed.ts';

/** Feeds of one stream that were asked for and have not begun; the others wait for their turn. */
export const MAX_BEGINNING = 64;
/** Ids are never used twice on a stream: what is late for one feed cannot be taken for another's. */
const MAX_FEED_ID = 2 ** 31 - 1;
const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;
/** How long one try to connect may take; gRPC waits between its attempts. */
const CONNECT_WITHIN_MS = 10_000;

/** Told what becomes of a replica and its feeds. */
export interface ReplicaListener {
  /** Connected: feeds may be given to it. */
  up(replica: ReplicaStream): void;
  /** Its stream broke: it carries none of these any more. */
  down(replica: ReplicaStream, feeds: readonly FollowedFeed[], error: unknown): void;
  /** Routing does not follow this one feed on. */
  ended(feed: FollowedFeed, code: string): void;
  /** One feed fewer is about to begin. */
  begun(): void;
  /** What came could not be handed over. */
  fault(error: unknown): void;
}

export interface ReplicaParts {
  readonly token: TokenProvider;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly listener: ReplicaListener;
}

/** The one stream to one replica of routing and the feeds that it carries; opened again until it is closed. */
export class ReplicaStream {
  readonly address: string;
  readonly #parts: ReplicaParts;
  readonly #client: HistoryClient;
  readonly #feeds = new Map<number, FollowedFeed>();
  /** Ids that are yet to be asked for, rising. */
  readonly #waiting: number[] = [];
  /** Ids that were asked for, and nothing came yet. */
  readonly #beginning = new Set<number>();
  readonly #closing = new AbortController();
  #stream: FeedsStream | undefined;
  #lastId = 0;
  #lastAsked = 0;
  #retryMs = FIRST_RETRY_MS;

  constructor(address: string, parts: ReplicaParts) {
    this.address = address;
    this.#parts = parts;
    this.#client = createHistoryClient({ address, token: parts.token });
    void this.#connect();
  }

  get isUp(): boolean {
    return this.#stream !== undefined;
  }

  get size(): number {
    return this.#feeds.size;
  }

  /** How many have not begun. */
  get pending(): number {
    return this.#beginning.size + this.#waiting.length;
  }

  /** Follows a feed from its cursor, in its turn. Only while it is up. */
  carry(feed: FollowedFeed): void {
    feed.carrier = this;
    feed.feedId = this.#lastId += 1;
    this.#feeds.set(feed.feedId, feed);
    if (feed.feedId >= MAX_FEED_ID) return this.#broken(this.#stream, new Error('no ids are left on this stream'));
    this.#waiting.push(feed.feedId);
    this.#ask();
  }

  /** Nothing more is handed to this feed. */
  drop(feed: FollowedFeed): void {
    const { feedId } = feed;
    feed.carrier = undefined;
    this.#feeds.delete(feedId);
    if (feedId <= this.#lastAsked) this.#stream?.write({ feedId, stop: {} });
    this.#begun(feedId);
  }

  /** Some feed that has begun, to be carried by another. */
  someFeed(): FollowedFeed | undefined {
    for (const [feedId, feed] of this.#feeds)
      if (feedId <= this.#lastAsked && !this.#beginning.has(feedId)) return feed;
    return undefined;
  }

  /** Repeatable. */
  close(): void {
    this.#closing.abort();
    this.#stream?.cancel();
    this.#client.close();
  }

  async #connect(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        await this.#client.waitUntilReady(CONNECT_WITHIN_MS);
        if (!signal.aborted) this.#open();
        return;
      } catch {
        await this.#rest();
      }
    }
  }

  async #rest(): Promise<void> {
    const { signal } = this.#closing;
    await pause(this.#retryMs * (0.5 + this.#parts.random() / 2), undefined, { signal, ref: false }).catch(() => {});
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }

  #open(): void {
    const stream = this.#client.followFeeds();
    this.#stream = stream;
    this.#lastId = 0;
    this.#lastAsked = 0;
    stream.on('data', (event) => this.#take(stream, event));
    stream.on('end', () => this.#broken(stream, new Error('routing has ended the stream')));
    stream.on('error', (error) => this.#broken(stream, error));
    this.#parts.listener.up(this);
  }

  #take(stream: FeedsStream, { feedId, update, activity, ended }: FollowFeedsResponse): void {
    if (stream !== this.#stream) return;
    this.#retryMs = FIRST_RETRY_MS;
    const feed = this.#feeds.get(feedId);
    if (feed === undefined) return;
    try {
      if (update) feed.take(update);
      else if (activity) feed.hear(activity);
    } catch (error) {
      this.#parts.listener.fault(error);
    }
    if (ended) {
      this.#feeds.delete(feedId);
      feed.carrier = undefined;
    }
    this.#begun(feedId);
    if (ended) this.#parts.listener.ended(feed, ended.code);
  }

  #ask(): void {
    while (this.#beginning.size < MAX_BEGINNING) {
      const feedId = this.#waiting.shift();
      if (feedId === undefined) return;
      this.#lastAsked = feedId;
      const feed = this.#feeds.get(feedId);
      if (feed === undefined) continue;
      this.#beginning.add(feedId);
      this.#stream?.write({ feedId, follow: { identityId: feed.identityId, cursor: feed.cursor } });
    }
  }

  #begun(feedId: number): void {
    if (!this.#beginning.delete(feedId)) return;
    this.#ask();
    this.#parts.listener.begun();
  }

  #broken(stream: FeedsStream | undefined, error: unknown): void {
    if (stream === undefined || stream !== this.#stream) return;
    this.#stream = undefined;
    stream.cancel();
    const feeds = [...this.#feeds.values()];
    this.#feeds.clear();
    this.#waiting.length = 0;
    this.#beginning.clear();
    for (const feed of feeds) feed.carrier = undefined;
    this.#parts.listener.down(this, feeds, error);
    void this.#rest().then(() => this.#connect());
  }
}
