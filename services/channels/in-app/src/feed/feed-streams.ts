import { fromGrpcError, type TokenProvider } from '@onethread/rpc';
import type { RuntimeParts } from '@onethread/runtime';
import type { FollowedFeed } from './followed-feed.ts';
import { ReplicaStream, type ReplicaListener } from './replica-stream.ts';
import { routingReplicas, type LookUp } from './routing-replicas.ts';

/** Feeds that are on their way at once from a fuller replica to one that has come. */
const MAX_MOVING = 32;
/** Feeds that lost their stream are followed elsewhere after this, or half of it: not all channels at the same moment. */
const PLACE_AGAIN_MS = 400;
/** Names are looked up this often while somebody is followed: replicas come and go. */
const LOOK_UP_EVERY_MS = 30_000;
/** … and after this while none is known. */
const LOOK_UP_AGAIN_MS = 1_000;

export interface FeedStreamsOptions {
  /** Of routing, as gRPC writes it. */
  readonly address: string;
  readonly token: TokenProvider;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly logger: RuntimeParts['logger'];
  readonly lookUp?: LookUp;
}

/**
 * All feeds of this process, over one stream to each replica of routing. A new feed goes where the fewest are; those of a
 * stream that breaks go to the others, or wait; a replica that comes takes its share. Whatever carries it, a feed goes on
 * from its last cursor.
 */
export class FeedStreams implements ReplicaListener {
  readonly #options: FeedStreamsOptions;
  readonly #replicas = new Map<string, ReplicaStream>();
  /** Feeds that no stream carries. */
  readonly #homeless = new Set<FollowedFeed>();
  /** Replicas that have not got their share yet. */
  readonly #filling = new Set<ReplicaStream>();
  #lookUpTimer: NodeJS.Timeout | undefined;
  #placeTimer: NodeJS.Timeout | undefined;
  #started = false;
  #closed = false;

  constructor(options: FeedStreamsOptions) {
    this.#options = options;
  }

  /** How many feeds each replica carries, by its address. */
  get spread(): ReadonlyMap<string, number> {
    return new Map([...this.#replicas].map(([address, { size }]) => [address, size]));
  }

  follow(feed: FollowedFeed): void {
    this.#place(feed);
    if (this.#started) return;
    this.#started = true;
    void this.#lookUp();
  }

  stop(feed: FollowedFeed): void {
    this.#homeless.delete(feed);
    feed.carrier?.drop(feed);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#lookUpTimer);
    clearTimeout(this.#placeTimer);
    this.#homeless.clear();
    for (const replica of this.#replicas.values()) replica.close();
  }

  up(replica: ReplicaStream): void {
    this.#placeHomeless();
    this.#filling.add(replica);
    this.#fill(replica);
  }

  down(replica: ReplicaStream, feeds: readonly FollowedFeed[], error: unknown): void {
    if (this.#closed) return;
    const { code } = fromGrpcError(error);
    this.#options.logger.warn({ replica: replica.address, feeds: feeds.length, code }, 'stream of feeds broke');
    this.#filling.delete(replica);
    for (const feed of feeds) this.#homeless.add(feed);
    this.#placeSoon();
    void this.#lookUp();
  }

  ended(feed: FollowedFeed, code: string): void {
    this.#options.logger.warn({ code }, 'feed ended, followed again');
    // Nothing but the cursor could be wrong about it.
    if (code === 'invalid') feed.cursor = '';
    this.#homeless.add(feed);
    this.#placeSoon();
  }

  /** One that is filling may take more, and the one that it is filled from may have something to give. */
  begun(): void {
    for (const replica of this.#filling) this.#fill(replica);
  }

  fault(error: unknown): void {
    this.#options.logger.warn({ err: error }, 'event of a feed not handed over');
  }

  #place(feed: FollowedFeed): void {
    const emptiest = this.#up().reduce<ReplicaStream | undefined>(
      (best, replica) => (best === undefined || replica.size < best.size ? replica : best),
      undefined,
    );
    if (emptiest === undefined) this.#homeless.add(feed);
    else emptiest.carry(feed);
  }

  #placeHomeless(): void {
    const feeds = [...this.#homeless];
    this.#homeless.clear();
    for (const feed of feeds) this.#place(feed);
  }

  #placeSoon(): void {
    this.#placeTimer ??= setTimeout(
      () => {
        this.#placeTimer = undefined;
        this.#placeHomeless();
      },
      PLACE_AGAIN_MS * (0.5 + this.#options.random() / 2),
    ).unref();
  }

  /** Takes feeds from the fullest until none has two more. */
  #fill(replica: ReplicaStream): void {
    while (replica.pending < MAX_MOVING) {
      const fullest = this.#up().reduce((most, other) => (other.size > most.size ? other : most), replica);
      if (fullest.size - replica.size < 2) return void this.#filling.delete(replica);
      const feed = fullest.someFeed();
      if (feed === undefined) return;
      fullest.drop(feed);
      replica.carry(feed);
    }
  }

  #up(): ReplicaStream[] {
    return [...this.#replicas.values()].filter((replica) => replica.isUp);
  }

  async #lookUp(): Promise<void> {
    clearTimeout(this.#lookUpTimer);
    const { address, lookUp, logger } = this.#options;
    const known = await routingReplicas(address, lookUp).catch((error: unknown) => {
      logger.warn({ code: (error as { code?: string }).code }, 'replicas of routing not found');
      return undefined;
    });
    if (this.#closed) return;
    if (known !== undefined) this.#keep(known);
    const again = this.#replicas.size === 0 ? LOOK_UP_AGAIN_MS : LOOK_UP_EVERY_MS;
    clearTimeout(this.#lookUpTimer);
    this.#lookUpTimer = setTimeout(() => void this.#lookUp(), again).unref();
  }

  /** One that is no longer named is used for as long as its stream lasts. */
  #keep(addresses: readonly string[]): void {
    const { token, random } = this.#options;
    for (const [address, replica] of this.#replicas) {
      if (replica.isUp || addresses.includes(address)) continue;
      replica.close();
      this.#replicas.delete(address);
    }
    for (const address of addresses)
      if (!this.#replicas.has(address))
        this.#replicas.set(address, new ReplicaStream(address, { token, random, listener: this }));
  }
}
