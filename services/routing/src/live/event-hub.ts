import { CONVERSATION_EVENTS } from '@onethread/contracts';
import type { ConversationEvent, CustomerId, Entry, StreamId } from '@onethread/contracts';
import type { EventLog, LogRecord, Subscription } from '@onethread/log';
import type { Logger } from 'pino';
import { KeyedSets } from './keyed-sets.ts';

export type ActivityEvent = Extract<ConversationEvent, { type: 'activity' }>;
export type ConversationChanged = Extract<ConversationEvent, { type: 'conversation' }>;
export type AgentChanged = Extract<ConversationEvent, { type: 'agent' }>;

/** Takes a stream's entries as they are announced, in whatever order; must not throw. */
export interface EntryListener {
  onEntry(entry: Entry): void;
}
/** Takes who types or looks in a customer's thread; must not throw. */
export interface ActivityListener {
  onActivity(activity: ActivityEvent): void;
}
/** Takes what concerns every agents' stream of this process; must not throw. */
export interface StateListener {
  onEntry(entry: Entry): void;
  onConversation(event: ConversationChanged): void;
  onAgent(event: AgentChanged): void;
}

/** Typing and looking are dropped when they are older than this. */
const ACTIVITY_VALID_MS = 6000;

export interface EventHubParts {
  readonly log: Pick<EventLog, 'broadcast'>;
  readonly logger: Logger;
  readonly now: () => number;
  readonly count: (what: string) => void;
}

/**
 * The one broadcast subscription of `conversation.events.v1` in this process, fanned out by stream and customer. What it
 * tells is a hint that may be late, double or missing: followers know their positions and read gaps from the store.
 */
export class EventHub {
  readonly #parts: EventHubParts;
  readonly #byStream = new KeyedSets<StreamId, EntryListener>();
  readonly #byCustomer = new KeyedSets<CustomerId, ActivityListener>();
  readonly #states = new Set<StateListener>();
  readonly #settings = new Set<() => void>();
  #subscription: Subscription | undefined;

  constructor(parts: EventHubParts) {
    this.#parts = parts;
  }

  /** When this resolves no later event is missed: followers may read the store from then on. */
  async start(): Promise<void> {
    this.#subscription = await this.#parts.log.broadcast({
      topic: CONVERSATION_EVENTS.name,
      handle: (record) => this.#handle(record),
    });
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
  }

  followStreams(streams: Iterable<StreamId>, listener: EntryListener): void {
    for (const stream of streams) this.#byStream.add(stream, listener);
  }

  unfollowStreams(streams: Iterable<StreamId>, listener: EntryListener): void {
    for (const stream of streams) this.#byStream.remove(stream, listener);
  }

  followActivity(customers: Iterable<CustomerId>, listener: ActivityListener): void {
    for (const customer of customers) this.#byCustomer.add(customer, listener);
  }

  unfollowActivity(customers: Iterable<CustomerId>, listener: ActivityListener): void {
    for (const customer of customers) this.#byCustomer.remove(customer, listener);
  }

  followState(listener: StateListener): void {
    this.#states.add(listener);
  }

  /** `listener` is told that other settings are in force, those who came first first; must not throw. */
  followSettings(listener: () => void): void {
    this.#settings.add(listener);
  }

  /** Streams that somebody in this process follows, for the check of their heads. */
  get followedStreams(): Iterable<StreamId> {
    return this.#byStream.keys();
  }

  listenersOf(stream: StreamId): Iterable<EntryListener> {
    return this.#byStream.of(stream);
  }

  /** Hands followers an entry that this process has just stored, ahead of its announcement, which they then know. */
  show(entry: Entry): void {
    for (const listener of this.#byStream.of(entry.streamId)) listener.onEntry(entry);
  }

  #handle(record: LogRecord): void {
    try {
      this.#dispatch(JSON.parse(record.value) as ConversationEvent);
    } catch (error) {
      this.#parts.count('unreadable-event');
      this.#parts.logger.error({ err: error, partition: record.partition, offset: record.offset }, 'event not taken');
    }
  }

  #dispatch(event: ConversationEvent): void {
    switch (event.type) {
      case 'entry':
        for (const state of this.#states) state.onEntry(event.entry);
        this.show(event.entry);
        return;
      case 'activity':
        if (this.#parts.now() - event.at > ACTIVITY_VALID_MS) return;
        for (const listener of this.#byCustomer.of(event.customerId)) listener.onActivity(event);
        return;
      case 'conversation':
        for (const state of this.#states) state.onConversation(event);
        return;
      case 'agent':
        for (const state of this.#states) state.onAgent(event);
        return;
      case 'settings':
        for (const listener of this.#settings) listener();
        return;
      default:
        // A newer writer's kind: what it tells is in the store as well.
        event satisfies never;
    }
  }
}
