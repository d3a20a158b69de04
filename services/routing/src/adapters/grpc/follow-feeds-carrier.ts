import { customerIdOf } from '@onethread/contracts';
import type { FollowFeedRequest, FollowFeedsResponseInput } from '@onethread/rpc';
import { encodeFeedsEvent, RpcError, type EncodedMessage, type FeedUpdateInput } from '@onethread/rpc';
import type { FeedActivityInput } from '@onethread/rpc';
import { ThreadSession } from '../../live/thread-session.ts';
import { CustomerFeed, type FeedOutlet } from './customer-feed.ts';
import { toRpcError } from './failures.ts';
import type { GrpcContext } from './grpc-context.ts';
import { identityIdFrom } from './ids.ts';
import { StreamWriter, type OutgoingCall, type Urgency } from './stream-writer.ts';

/**
 * Feeds of one stream whose first page or replay is in work at once; the others wait for their turn. A page is at most
 * 1 MiB, so this also bounds what waits for room in the stream.
 */
export const MAX_OPENING_FEEDS = 32;

/** How one kind of call says what becomes of a feed. */
export interface FeedWire {
  encode(event: FollowFeedsResponseInput): EncodedMessage;
  /** One feed is over; the call may go on. */
  ended(carrier: FeedCarrier, feedId: number, error: RpcError): void;
}

/** Many feeds, each its own. */
export const MANY_FEEDS: FeedWire = {
  encode: encodeFeedsEvent,
  ended: (carrier, feedId, { code, retryable }) => carrier.send({ feedId, ended: { code, retryable } }),
};

/** Feeds over one call: each follows its own thread and ends alone; what they say goes out over the one writer. */
export class FeedCarrier {
  readonly #context: GrpcContext;
  readonly #wire: FeedWire;
  readonly #writer: StreamWriter;
  readonly #feeds = new Map<number, CarriedFeed>();
  readonly #waiting: { readonly feed: CarriedFeed; readonly cursor: string }[] = [];
  #opening = 0;
  /** Below every count: what was begun just before the first look is not stuck. */
  #sentBefore = -1;
  #ended = false;

  constructor(context: GrpcContext, call: OutgoingCall, wire: FeedWire) {
    this.#context = context;
    this.#wire = wire;
    this.#writer = new StreamWriter(call, () => this.end(tooSlow()));
  }

  get size(): number {
    return this.#feeds.size;
  }

  /** Resolves when there is room for something new; at once where there is some now. */
  room(): void | Promise<void> {
    return this.#writer.sendWhenRoom(() => undefined, 'live');
  }

  /** From here on it may follow. Throws `RpcError` where this process takes no more. */
  enter(): void {
    if (!this.#ended) this.#context.feeds.entered(this);
  }

  has(feedId: number): boolean {
    return this.#feeds.has(feedId);
  }

  /** Follows a feed from a cursor, in its turn. What goes wrong with it ends it alone. */
  follow(feedId: number, { identityId, cursor }: FollowFeedRequest): void {
    if (this.#ended) return;
    const { feeds, reading, live } = this.#context;
    try {
      const customerId = customerIdOf(identityIdFrom(identityId));
      feeds.add();
      const feed = new CarriedFeed(this, feedId);
      const viewer = new CustomerFeed(this.#context, customerId, feed);
      feed.session = new ThreadSession({ context: reading, ...live }, customerId, viewer);
      this.#feeds.set(feedId, feed);
      this.#waiting.push({ feed, cursor });
      this.#beginNext();
    } catch (error) {
      this.#wire.ended(this, feedId, toRpcError(error, this.#context, 'follow feed'));
    }
  }

  /** Nothing more of this feed is sent; its id may be used again. */
  stop(feedId: number): void {
    const feed = this.#feeds.get(feedId);
    if (feed !== undefined) this.#close(feed);
  }

  /** Ends the call and all of its feeds, for a reason or (without one) because its client has said all. Repeatable. */
  end(error?: RpcError): void {
    this.#closeAll();
    this.#writer.close(error);
  }

  /** The client is gone. */
  abandon(): void {
    this.#closeAll();
    this.#writer.abandon();
  }

  fail(error: unknown): void {
    this.end(toRpcError(error, this.#context, 'follow feeds'));
  }

  /** Once a heartbeat: a client that takes nothing any more must not hold what waits for it. */
  tick(): void {
    const { sent, pendingBytes } = this.#writer;
    if (pendingBytes > 0 && sent === this.#sentBefore) this.end(tooSlow());
    this.#sentBefore = sent;
  }

  send(event: FollowFeedsResponseInput): void {
    void this.#writer.sendWhenRoom(() => this.#wire.encode(event), 'live');
  }

  update(feed: CarriedFeed, make: () => FeedUpdateInput | undefined, urgency: Urgency): void | Promise<void> {
    const { feedId } = feed;
    return this.#writer.sendWhenRoom(() => {
      const update = make();
      return update && this.#wire.encode({ feedId, update });
    }, urgency);
  }

  activity({ feedId }: CarriedFeed, activity: FeedActivityInput): void {
    if (this.#writer.hasRoom) this.send({ feedId, activity });
  }

  /** A feed is past its beginning, or over: the next one may begin. */
  settled(feed: CarriedFeed): void {
    if (!feed.opening) return;
    feed.opening = false;
    this.#opening -= 1;
    this.#beginNext();
  }

  lost(feed: CarriedFeed, error: unknown): void {
    // A feed that was stopped meanwhile is nobody's any more.
    if (this.#feeds.get(feed.feedId) !== feed) return;
    this.#close(feed);
    this.#wire.ended(this, feed.feedId, toRpcError(error, this.#context, 'follow feed'));
  }

  #beginNext(): void {
    while (this.#opening < MAX_OPENING_FEEDS) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      const { feed, cursor } = next;
      if (this.#feeds.get(feed.feedId) !== feed) continue;
      feed.opening = true;
      this.#opening += 1;
      feed.session?.open(cursor).catch((error: unknown) => this.lost(feed, error));
    }
  }

  #closeAll(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#context.feeds.left(this);
    this.#waiting.length = 0;
    for (const feed of this.#feeds.values()) this.#close(feed);
  }

  #close(feed: CarriedFeed): void {
    this.#feeds.delete(feed.feedId);
    this.#context.feeds.remove();
    feed.session?.close();
    this.settled(feed);
  }
}

/** One feed's way out over the call that it shares with others. */
class CarriedFeed implements FeedOutlet {
  readonly feedId: number;
  session: ThreadSession | undefined;
  /** Its first page or its replay is in work. */
  opening = false;
  readonly #carrier: FeedCarrier;

  constructor(carrier: FeedCarrier, feedId: number) {
    this.#carrier = carrier;
    this.feedId = feedId;
  }

  update(make: () => FeedUpdateInput | undefined, urgency: Urgency): void | Promise<void> {
    return this.#carrier.update(this, make, urgency);
  }

  activity(activity: FeedActivityInput): void {
    this.#carrier.activity(this, activity);
  }

  caughtUp(): void {
    this.#carrier.settled(this);
  }

  lost(error: unknown): void {
    this.#carrier.lost(this, error);
  }
}

function tooSlow(): RpcError {
  return new RpcError('exhausted', 'too slow: connect again and resume from the last cursors');
}
