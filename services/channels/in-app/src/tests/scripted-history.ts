import {
  createRpcServer,
  partsToProto,
  RpcError,
  toGrpcStatus,
  verifyToken,
  type FeedItemInput,
  type FeedStateInput,
  type FeedUpdateInput,
  type HistoryServiceHandlers,
  type RpcErrorCode,
  type RpcServer,
} from '@onethread/rpc';
import type { Part } from '@onethread/contracts';
import { ScriptedIdentity } from './scripted-identity.ts';

type FeedsCall = Parameters<HistoryServiceHandlers['FollowFeeds']>[0];

/** One feed on the stream of a channel's replica. */
interface Follower {
  readonly call: FeedsCall;
  readonly feedId: number;
}

/** Items of one page. */
const PAGE = 50;
/** Changes that are told together. */
const PORTION = 10;

/** One person's feed as routing would keep it: every change numbered, so that any cursor can be resumed. */
class ScriptedFeed {
  readonly items = new Map<string, FeedItemInput>();
  readonly changes: string[] = [];
  followers = new Set<Follower>();
  readUpToUs = 0;
  agentsReadUpToUs = 0;

  get cursor(): string {
    return `cursor-${this.changes.length}`;
  }

  sorted(): FeedItemInput[] {
    return [...this.items.values()].toSorted((one, other) => Number(one.atUs) - Number(other.atUs));
  }

  state(): FeedStateInput {
    const unread = this.sorted().filter((item) => item.mine !== true && Number(item.atUs) > this.readUpToUs).length;
    return { customerReadUpToUs: this.readUpToUs, agentsReadUpToUs: this.agentsReadUpToUs, unread };
  }
}

/** A real gRPC server that speaks the history service's protos and holds what a test puts into it. */
export class ScriptedHistory {
  readonly #secret: string;
  readonly #feeds: Map<string, ScriptedFeed>;
  readonly #streams = new Set<FeedsCall>();
  #server: RpcServer | undefined;
  #clockUs = Date.now() * 1000;
  address = '';
  /** Cursors with which feeds were asked for, in order. */
  readonly askedFrom: string[] = [];
  /** Served at the same address, as routing does. */
  readonly identity: ScriptedIdentity;

  /** A replica beside another one: both hold the same feeds. */
  constructor(secret: string, beside?: ScriptedHistory) {
    this.#secret = secret;
    this.#feeds = beside === undefined ? new Map<string, ScriptedFeed>() : beside.#feeds;
    this.identity = new ScriptedIdentity(secret);
  }

  async start(port = 0): Promise<void> {
    this.#server = createRpcServer(
      { port },
      {
        history: this.#handlers(),
        identity: this.identity.handlers(),
      },
    );
    this.address = `127.0.0.1:${await this.#server.start()}`;
  }

  async stop(): Promise<void> {
    await this.#server?.stop(0);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start(Number(this.address.split(':').at(-1)));
  }

  /** Streams that are open now. */
  get streams(): number {
    return this.#streams.size;
  }

  /** Breaks every stream, as a replica that is overloaded or goes away. */
  breakStreams(): void {
    for (const call of this.#streams) call.emit('error', toGrpcStatus(new RpcError('unavailable', 'broken')));
  }

  /** Routing does not follow this feed on. */
  endFeeds(identityId: string, code: RpcErrorCode): void {
    const { followers } = this.feed(identityId);
    for (const { call, feedId } of followers) call.write({ feedId, ended: { code, retryable: true } });
    followers.clear();
  }

  feed(identityId: string): ScriptedFeed {
    const known = this.#feeds.get(identityId);
    if (known !== undefined) return known;
    const feed = new ScriptedFeed();
    this.#feeds.set(identityId, feed);
    return feed;
  }

  /** Whose feed is followed just now. */
  followed(): string[] {
    return [...this.#feeds].filter(([, feed]) => feed.followers.size > 0).map(([identityId]) => identityId);
  }

  put(identityId: string, item: FeedItemInput): void {
    const feed = this.feed(identityId);
    const itemId = item.itemId ?? `item-${feed.changes.length + 1}`;
    const before = feed.items.get(itemId);
    feed.items.set(itemId, {
      atUs: (this.#clockUs += 1000),
      ...before,
      ...item,
      itemId,
      rev: Number(before?.rev ?? 0) + 1,
    });
    feed.changes.push(itemId);
    this.#tell(feed, [feed.items.get(itemId) ?? {}]);
  }

  reply(identityId: string, text: string, over: FeedItemInput = {}): void {
    this.put(identityId, { agentName: 'Anna Berger', parts: partsToProto([{ kind: 'text', text }]), ...over });
  }

  /** A customer's message; the same entry again changes nothing. */
  message(identityId: string, entryId: string, providerMessageId: string, parts: readonly Part[]): void {
    if (this.feed(identityId).items.has(entryId)) return;
    this.put(identityId, { itemId: entryId, mine: true, providerMessageId, parts: partsToProto(parts) });
  }

  customerRead(identityId: string, itemId: string): void {
    const feed = this.feed(identityId);
    feed.readUpToUs = Math.max(feed.readUpToUs, Number(feed.items.get(itemId)?.atUs ?? 0));
    this.#tell(feed, []);
  }

  agentReads(identityId: string): void {
    const feed = this.feed(identityId);
    feed.agentsReadUpToUs = Number(feed.sorted().at(-1)?.atUs ?? 0);
    this.#tell(feed, []);
  }

  agentTypes(identityId: string, agentName = 'Anna Berger'): void {
    for (const { call, feedId } of this.feed(identityId).followers)
      call.write({ feedId, activity: { agentName, activity: 'typing' } });
  }

  /** Both are one person from now on: one thread, and whoever follows either is shown it anew. */
  join(identityId: string, otherId: string): void {
    const [feed, other] = [this.feed(identityId), this.feed(otherId)];
    if (feed === other) return;
    for (const [id, item] of other.items) feed.items.set(id, item);
    feed.changes.push(...other.changes);
    for (const follower of other.followers) feed.followers.add(follower);
    other.followers = feed.followers;
    this.#feeds.set(otherId, feed);
    const update = { snapshot: true, ...this.#page(feed, '', PAGE), cursor: feed.cursor, state: feed.state() };
    for (const { call, feedId } of feed.followers) call.write({ feedId, update: { ...update, live: true } });
  }

  #tell(feed: ScriptedFeed, items: FeedItemInput[]): void {
    for (const { call, feedId } of feed.followers)
      call.write({ feedId, update: { items, cursor: feed.cursor, state: feed.state(), live: true } });
  }

  #handlers(): HistoryServiceHandlers {
    const unscripted = toGrpcStatus(new RpcError('unimplemented', 'not scripted'));
    return {
      ListItems: (_call, callback) => callback(unscripted),
      GetConversation: (_call, callback) => callback(unscripted),
      ListConversations: (_call, callback) => callback(unscripted),
      CheckFile: (_call, callback) => callback(unscripted),
      ListFeed: (call, callback) => {
        void this.#allow(call.metadata).then(
          () =>
            callback(
              null,
              this.#page(this.feed(call.request.identityId), call.request.pageToken, call.request.pageSize),
            ),
          (error: unknown) => callback(toGrpcStatus(error)),
        );
      },
      Search: (_call, callback) => callback(unscripted),
      FollowFeed: (call) => call.emit('error', unscripted),
      FollowFeeds: (call) => {
        void this.#allow(call.metadata).then(
          () => this.#serve(call),
          (error: unknown) => call.emit('error', toGrpcStatus(error)),
        );
      },
    };
  }

  async #allow(metadata: { get(name: string): unknown[] }): Promise<void> {
    const token = String(metadata.get('authorization')[0]).replace('Bearer ', '');
    if ((await verifyToken([this.#secret], token)).role !== 'service') throw new RpcError('forbidden', 'for services');
  }

  #page(feed: ScriptedFeed, token: string, size: number) {
    const all = feed.sorted();
    const end = token === '' ? all.length : Number(token);
    const from = Math.max(0, end - (size || PAGE));
    return { items: all.slice(from, end), olderPageToken: from > 0 ? String(from) : '' };
  }

  #serve(call: FeedsCall): void {
    const followers = new Map<number, { readonly feed: ScriptedFeed; readonly follower: Follower }>();
    const stop = (feedId: number): void => {
      const known = followers.get(feedId);
      known?.feed.followers.delete(known.follower);
      followers.delete(feedId);
    };
    this.#streams.add(call);
    call.on('data', ({ feedId, follow }) => {
      if (follow) {
        const feed = this.feed(follow.identityId);
        const follower = { call, feedId };
        this.#begin(follower, feed, follow.cursor);
        followers.set(feedId, { feed, follower });
      } else {
        stop(feedId);
        call.write({ feedId, ended: { code: 'cancelled', retryable: false } });
      }
    });
    const gone = (): void => {
      this.#streams.delete(call);
      for (const feedId of followers.keys()) stop(feedId);
    };
    call.on('cancelled', gone);
    call.on('end', () => {
      gone();
      call.end();
    });
  }

  #begin(follower: Follower, feed: ScriptedFeed, cursor: string): void {
    this.askedFrom.push(cursor);
    const { call, feedId } = follower;
    const seen = /^cursor-(\d+)$/.exec(cursor)?.[1];
    const tell = (update: FeedUpdateInput): unknown =>
      call.write({ feedId, update: { cursor: feed.cursor, state: feed.state(), live: true, ...update } });
    if (seen === undefined) tell({ snapshot: true, ...this.#page(feed, '', PAGE) });
    else {
      // What was missed comes in portions, as routing gives it.
      let from = Number(seen);
      for (; from + PORTION < feed.changes.length; from += PORTION)
        tell({ items: this.#changed(feed, from, PORTION), cursor: `cursor-${from + PORTION}`, live: false });
      tell({ items: this.#changed(feed, from, PORTION) });
    }
    feed.followers.add(follower);
  }

  #changed(feed: ScriptedFeed, from: number, count: number): FeedItemInput[] {
    return [...new Set(feed.changes.slice(from, from + count))].map((id) => feed.items.get(id) ?? {});
  }
}
