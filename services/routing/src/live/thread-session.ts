import { customerIdOf } from '@onethread/contracts';
import type { CustomerId, Entry, IdentityId, StreamId } from '@onethread/contracts';
import type { Item } from '../domain/item.ts';
import { readItemsPage, type ItemsPage } from '../use-cases/reading/items-page.ts';
import type { ReadingContext } from '../use-cases/reading/reading-context.ts';
import { serveItem, type ServedItem } from '../use-cases/reading/served-item.ts';
import { resumePositions, sealCursor, type CursorPurpose } from '../use-cases/reading/thread-cursor.ts';
import { readThreadScope, type ScopeOf, type ThreadScope } from '../use-cases/reading/thread-scope.ts';
import { markedIdentities, readThreadState, stateAfter, type ThreadState } from '../use-cases/reading/thread-state.ts';
import type { TouchedItem, TouchedItems } from '../use-cases/reading/touched-items.ts';
import type { ActivityEvent, ActivityListener, EventHub } from './event-hub.ts';
import { inPortions } from './in-portions.ts';
import { StreamFollower } from './stream-follower.ts';

/** How one kind of viewer looks at a thread. */
export interface ThreadViewer {
  readonly scope: ScopeOf;
  readonly purpose: CursorPurpose;
  readonly pageSize: number;
  readonly visible: (item: Item) => boolean;
  /** All that was shown before is replaced by this. */
  snapshot(view: ThreadView, page: ItemsPage): void | Promise<void>;
  /** Items that are new or changed, and what the entries said about how far was read. */
  changes(view: ThreadView, changes: ThreadChanges): void | Promise<void>;
  /** Nothing is missing any more. */
  live(view: ThreadView): void;
  activity(view: ThreadView, activity: ActivityEvent): void;
  /** The store does not answer; it is tried again. */
  fault(error: unknown): void;
  /** Following has ended: the viewer begins again from its last cursor. */
  lost(error: unknown): void;
}

export interface ThreadView {
  readonly scope: ThreadScope;
  readonly state: ThreadState;
  /** Nothing is missing; else what is told now is being caught up with. */
  readonly live: boolean;
  readonly cursor: () => string;
  /** Whether it is still to be told: the viewer has not left, and the thread is still these people's. */
  readonly isCurrent: () => boolean;
}

export interface ThreadChanges {
  readonly items: readonly ServedItem[];
  /** Identities whose watermark rose. */
  readonly watermarks: readonly IdentityId[];
  /** Agents have read further. */
  readonly agentsRead: boolean;
}

export interface SessionParts {
  readonly context: ReadingContext;
  readonly hub: EventHub;
  readonly touched: TouchedItems;
}

/** One viewer following one thread: from a cursor or a snapshot, then live, over changes of who belongs to it. */
export class ThreadSession implements ActivityListener {
  readonly #parts: SessionParts;
  readonly #customerId: CustomerId;
  readonly #viewer: ThreadViewer;
  readonly #follower: StreamFollower;
  #scope: ThreadScope = { members: [], streams: [] };
  #members: ReadonlySet<CustomerId> = new Set();
  #state: ThreadState = { positions: new Map(), watermarks: new Map(), agentsReadUpTo: 0, wroteAt: new Map() };
  /** Number of the last erasure of each stream after which the thread was shown anew. */
  readonly #erasedUpTo = new Map<StreamId, number>();
  #stopped = false;

  constructor(parts: SessionParts, customerId: CustomerId, viewer: ThreadViewer) {
    this.#parts = parts;
    this.#customerId = customerId;
    this.#viewer = viewer;
    this.#follower = new StreamFollower({
      hub: parts.hub,
      collections: parts.context.collections,
      take: (entries) => this.#take(entries),
      caughtUp: () => this.#viewer.live(this.#view()),
      onFault: (error) => this.#viewer.fault(error),
      ...(viewer.scope === 'proved' ? { onShared: () => this.#lookAtLinks() } : {}),
    });
  }

  /** Resolves when following has begun: a snapshot has been handed over, or the replay is on its way. Throws the store's errors. */
  async open(cursor: string): Promise<void> {
    const { context } = this.#parts;
    const scope = await readThreadScope(context.collections, this.#customerId, this.#viewer.scope);
    this.#belong(scope);
    // Registered first: what is announced while the store is being read waits.
    this.#follower.hold(scope.streams);
    this.#state = await readThreadState(context.collections, scope.streams);
    const resumed = await resumePositions(context, this.#viewer.purpose, cursor, scope, this.#state);
    if (this.#stopped) return;
    if (resumed === undefined) return await this.#showNewest();
    // How far was read is told whole: the entries that said so may be among those that are replayed, or older.
    const watermarks = [...markedIdentities(this.#state)];
    await this.#viewer.changes(this.#view(resumed), { items: [], watermarks, agentsRead: true });
    if (!this.#stopped) this.#follower.start(resumed);
  }

  close(): void {
    this.#stopped = true;
    this.#follower.stop();
    this.#parts.hub.unfollowActivity(this.#members, this);
  }

  onActivity(activity: ActivityEvent): void {
    this.#viewer.activity(this.#view(), activity);
  }

  async #showNewest(): Promise<void> {
    const { pageSize, visible } = this.#viewer;
    const { members } = this.#scope;
    const request = { direction: 'older', size: pageSize, visible } as const;
    const scope = this.#scope;
    const page = await readItemsPage(this.#parts.context, members, this.#state.watermarks, request);
    if (!this.#isCurrent(scope)) return;
    await this.#viewer.snapshot(this.#view(this.#state.positions), page);
    if (this.#isCurrent(scope)) this.#follower.start(this.#state.positions);
  }

  #take(entries: readonly Entry[]): void | Promise<void> {
    if (this.#losesWords(entries)) return this.#showScope({ ...this.#scope });
    if (entries.some(({ body }) => body.kind === 'moved' || body.kind === 'joined')) return this.#takeMove(entries);
    const touching = entries.filter(({ customerId }) => this.#members.has(customerId));
    const { touched } = this.#parts;
    const scope = this.#scope;
    const [single, ...others] = touching;
    if (single === undefined) return this.#tell(scope, entries, []);
    if (others.length > 0) return touched.many(touching).then((items) => this.#tell(scope, entries, items));
    const item = touched.one(single);
    if (item instanceof Promise) return item.then((one) => this.#tell(scope, entries, one === undefined ? [] : [one]));
    return this.#tell(scope, entries, item === undefined ? [] : [item]);
  }

  /** Somebody shown here was erased: what was shown before is replaced. Once for each time it is said. */
  #losesWords(entries: readonly Entry[]): boolean {
    const fresh = entries.filter(
      ({ body, customerId, streamId, n }) =>
        body.kind === 'erased' &&
        body.phase === 'done' &&
        this.#members.has(customerId) &&
        n > (this.#erasedUpTo.get(streamId) ?? 0),
    );
    for (const { streamId, n } of fresh) this.#erasedUpTo.set(streamId, n);
    return fresh.length > 0;
  }

  /** What was read for members who are not these any more is not told: they are shown anew. */
  #tell(scope: ThreadScope, entries: readonly Entry[], touched: readonly TouchedItem[]): void | Promise<void> {
    if (!this.#isCurrent(scope)) return undefined;
    const watermarks = new Set<IdentityId>();
    let agentsRead = false;
    for (const entry of entries) {
      const after = stateAfter(this.#state, entry);
      if (after === undefined) continue;
      this.#state = after;
      if (entry.body.kind !== 'watermark') agentsRead = true;
      else if (this.#members.has(customerIdOf(entry.body.identityId))) watermarks.add(entry.body.identityId);
    }
    const items = touched
      .map(({ item, source }) => serveItem(item, source, this.#state.watermarks, scope.members))
      .filter(({ item }) => this.#viewer.visible(item));
    if (items.length === 0 && watermarks.size === 0 && !agentsRead) return undefined;
    const rest = { watermarks: [...watermarks], agentsRead };
    if (items.length > 1) return this.#tellInPortions(scope, entries, items, rest);
    return this.#viewer.changes(this.#view(), { items, ...rest });
  }

  /** Until the last portion is told, the cursor stays before the first. */
  async #tellInPortions(
    scope: ThreadScope,
    [first]: readonly Entry[],
    items: readonly ServedItem[],
    rest: Omit<ThreadChanges, 'items'>,
  ): Promise<void> {
    const [last = [], ...others] = inPortions(items).toReversed();
    const before = new Map(this.#follower.positions);
    if (first !== undefined) before.set(first.streamId, first.n - 1);
    for (const portion of others.toReversed()) {
      await this.#viewer.changes(this.#view(before), { items: portion, watermarks: [], agentsRead: false });
      if (!this.#isCurrent(scope)) return;
    }
    await this.#viewer.changes(this.#view(), { items: last, ...rest });
  }

  /** Only what was proved meanwhile shows itself in no stream. */
  #lookAtLinks(): void {
    const { collections } = this.#parts.context;
    readThreadScope(collections, this.#customerId, this.#viewer.scope)
      .then((scope) => (sameScope(scope, this.#scope) || this.#stopped ? undefined : this.#showScope(scope)))
      .catch((error: unknown) => this.#viewer.fault(error));
  }

  /** Somebody joined or left: if that changes whose thread this is, it is shown anew. */
  async #takeMove(entries: readonly Entry[]): Promise<void> {
    const { collections } = this.#parts.context;
    const scope = await readThreadScope(collections, this.#customerId, this.#viewer.scope);
    if (sameScope(scope, this.#scope)) {
      const touching = entries.filter(({ customerId }) => this.#members.has(customerId));
      return await this.#tell(this.#scope, entries, await this.#parts.touched.many(touching));
    }
    if (!this.#stopped) await this.#showScope(scope);
  }

  async #showScope(scope: ThreadScope): Promise<void> {
    this.#belong(scope);
    this.#follower.hold(scope.streams);
    try {
      await this.#showHeld(scope);
    } catch (error) {
      if (!this.#isCurrent(scope)) return;
      this.close();
      this.#viewer.lost(error);
    }
  }

  async #showHeld(scope: ThreadScope): Promise<void> {
    const state = await readThreadState(this.#parts.context.collections, scope.streams);
    if (!this.#isCurrent(scope)) return;
    this.#state = state;
    await this.#showNewest();
  }

  #isCurrent(scope: ThreadScope): boolean {
    return !this.#stopped && scope === this.#scope;
  }

  #belong(scope: ThreadScope): void {
    this.#parts.hub.unfollowActivity(this.#members, this);
    this.#scope = scope;
    this.#members = new Set(scope.members);
    if (!this.#stopped) this.#parts.hub.followActivity(this.#members, this);
  }

  #view(positions: ReadonlyMap<StreamId, number> = this.#follower.positions): ThreadView {
    const scope = this.#scope;
    const { tokens } = this.#parts.context;
    const cursor = (): string => sealCursor(tokens, this.#viewer.purpose, scope, positions);
    return { scope, state: this.#state, live: this.#follower.isLive, cursor, isCurrent: () => this.#isCurrent(scope) };
  }
}

function sameScope(one: ThreadScope, other: ThreadScope): boolean {
  return one.members.join() === other.members.join() && one.streams.join() === other.streams.join();
}
