import {
  createRpcServer,
  partsToProto,
  RpcError,
  toGrpcStatus,
  verifyToken,
  type FeedItemInput,
  type FeedStateInput,
  type HistoryServiceHandlers,
  type RpcServer,
} from '@onethread/rpc';
import type { Part } from '@onethread/contracts';

type FollowCall = Parameters<HistoryServiceHandlers['FollowFeed']>[0];

/** Items of one page. */
const PAGE = 50;

/** One person's feed as routing would keep it: every change numbered, so that any cursor can be resumed. */
class ScriptedFeed {
  readonly items = new Map<string, FeedItemInput>();
  readonly changes: string[] = [];
  readonly followers = new Set<FollowCall>();
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
  readonly #feeds = new Map<string, ScriptedFeed>();
  #server: RpcServer | undefined;
  #clockUs = Date.now() * 1000;
  address = '';
  /** Cursors with which feeds were asked for, in order. */
  readonly askedFrom: string[] = [];

  constructor(secret: string) {
    this.#secret = secret;
  }

  async start(port = 0): Promise<void> {
    this.#server = createRpcServer({ port }, { history: this.#handlers() });
    this.address = `127.0.0.1:${await this.#server.start()}`;
  }

  async stop(): Promise<void> {
    await this.#server?.stop(0);
  }

  async restart(): Promise<void> {
    await this.stop();
    for (const { followers } of this.#feeds.values()) followers.clear();
    await this.start(Number(this.address.split(':').at(-1)));
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
    for (const call of this.feed(identityId).followers) call.write({ activity: { agentName, activity: 'typing' } });
  }

  #tell(feed: ScriptedFeed, items: FeedItemInput[]): void {
    for (const call of feed.followers)
      call.write({ update: { items, cursor: feed.cursor, state: feed.state(), live: true } });
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
          () => callback(null, this.#page(call.request.identityId, call.request.pageToken, call.request.pageSize)),
          (error: unknown) => callback(toGrpcStatus(error)),
        );
      },
      FollowFeed: (call) => {
        void this.#allow(call.metadata).then(
          () => this.#follow(call),
          (error: unknown) => call.emit('error', toGrpcStatus(error)),
        );
      },
    };
  }

  async #allow(metadata: { get(name: string): unknown[] }): Promise<void> {
    const token = String(metadata.get('authorization')[0]).replace('Bearer ', '');
    if ((await verifyToken([this.#secret], token)).role !== 'service') throw new RpcError('forbidden', 'for services');
  }

  #page(identityId: string, token: string, size: number) {
    const all = this.feed(identityId).sorted();
    const end = token === '' ? all.length : Number(token);
    const from = Math.max(0, end - (size || PAGE));
    return { items: all.slice(from, end), olderPageToken: from > 0 ? String(from) : '' };
  }

  #follow(call: FollowCall): void {
    const { identityId, cursor } = call.request;
    this.askedFrom.push(cursor);
    const feed = this.feed(identityId);
    const seen = /^cursor-(\d+)$/.exec(cursor)?.[1];
    const update =
      seen === undefined
        ? { snapshot: true, ...this.#page(identityId, '', PAGE) }
        : { items: [...new Set(feed.changes.slice(Number(seen)))].map((id) => feed.items.get(id) ?? {}) };
    call.write({ update: { ...update, cursor: feed.cursor, state: feed.state(), live: true } });
    feed.followers.add(call);
    call.on('cancelled', () => feed.followers.delete(call));
  }
}
