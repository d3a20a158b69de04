import { Connection, type ConnectionState } from '../connection/connection.ts';
import type { CredentialSource } from '../people/credential-source.ts';
import type { FeedMessage, ServerFrame } from '../protocol.ts';
import { loadFeed, saveFeed } from '../thread/feed-cache.ts';
import {
  addOlderPage,
  hasExpiredLinks,
  lastFromAgents,
  mergeItems,
  mergePage,
  readUpToOf,
  unreadOf,
  type Feed,
} from '../thread/feed.ts';
import type { Outgoing, OutgoingFile } from '../thread/outbox.ts';
import { ContextTold } from './context-told.ts';
import { deviceIdOf, type Device } from './device.ts';
import { PersonOutbox } from './person-outbox.ts';
import { TokenRenewal } from './token-renewal.ts';

const SAVE_AFTER_MS = 500;
const TYPING_EVERY_MS = 3_000;
const TYPING_SHOWN_MS = 6_000;
/** Pages asked for at most to reach one that holds something new or to renew links. */
const MAX_PAGES_AT_ONCE = 10;

/** What is to be shown of one person's thread. */
export interface SessionView {
  readonly feed: Feed;
  /** Written here and not in the feed yet, in order. */
  readonly outgoing: readonly Outgoing[];
  readonly connection: ConnectionState;
  /** Empty: one without a name. */
  readonly typingAgent: string | undefined;
  readonly older: 'idle' | 'loading' | 'failed';
}

export interface SessionParts {
  readonly device: Device;
  readonly source: CredentialSource;
  readonly person: string;
  readonly changed: () => void;
  readonly received: (message: FeedMessage) => void;
  /** Messages that could not be sent any more have gone. */
  readonly lost: () => void;
  /** The credentials turned out to be another person's. */
  readonly personChanged: (session: PersonSession) => void;
}

/** One person's thread on this device, from their proof to `close`; another person is another session. */
export class PersonSession {
  readonly #parts: SessionParts;
  readonly #connection: Connection;
  readonly #renewal: TokenRenewal;
  readonly #outbox: PersonOutbox;
  readonly #context: ContextTold;
  #view: SessionView;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #typingOver: ReturnType<typeof setTimeout> | undefined;
  #typedAt = 0;
  #deliveredUpTo: string | undefined;
  #closed = false;

  constructor(parts: SessionParts) {
    const { device, person, source } = parts;
    this.#parts = parts;
    this.#outbox = new PersonOutbox({
      device,
      person,
      isUser: source.kind === 'user',
      lost: parts.lost,
      connection: () => this.#connection,
      changed: () => this.#change({ outgoing: this.#outbox.all() }),
    });
    this.#view = {
      feed: loadFeed(device.storage, person),
      outgoing: this.#outbox.all(),
      connection: 'idle',
      typingAgent: undefined,
      older: 'idle',
    };
    this.#connection = new Connection({
      openSocket: device.openSocket,
      hello: () => this.#hello(),
      isOnline: device.isOnline,
      random: device.random,
      stateChanged: (connection) => this.#connectionChanged(connection),
      frame: (frame) => this.#take(frame),
      credentialsRefused: (code) => source.refused(code),
    });
    this.#context = new ContextTold({
      context: () => device.context?.(),
      send: (context) => this.#connection.send({ type: 'context', context }),
    });
    this.#renewal = new TokenRenewal(device.now, () => this.#renewToken());
  }

  get view(): SessionView {
    return this.#view;
  }

  get person(): string {
    return this.#parts.person;
  }

  start(): void {
    this.#connection.start();
  }

  wake(): void {
    this.#connection.wake();
  }

  networkLost(): void {
    this.#connection.networkLost();
  }

  /** Queues a message: it survives a restart and is sent once, in order. False when too many messages wait already. */
  write(text: string, files: readonly OutgoingFile[] = []): boolean {
    if (!this.#outbox.add(text, files)) return false;
    this.#typedAt = 0;
    // Agents see from where it was written.
    this.#context.tell();
    this.#outbox.flush();
    return true;
  }

  /** Sends a refused message again. */
  retry(cid: string): void {
    this.#outbox.retry(cid);
  }

  /** Takes a message that was not sent out of the queue. */
  discard(cid: string): void {
    this.#outbox.discard(cid);
  }

  /** The person is typing: told at most every three seconds. */
  typing(): void {
    const now = this.#parts.device.now();
    if (now - this.#typedAt < TYPING_EVERY_MS) return;
    if (this.#connection.send({ type: 'typing' })) this.#typedAt = now;
  }

  /** What an app keeps of this person on this device: it goes when they do. */
  kept(name: string): string | undefined {
    return this.#parts.device.storage.get(`own/${this.person}/${name}`);
  }

  /** Undefined: no longer. */
  keep(name: string, value: string | undefined): void {
    const { storage } = this.#parts.device;
    const key = `own/${this.person}/${name}`;
    if (value === undefined) storage.remove(key);
    else storage.set(key, value);
  }

  /** Where the person is, or what they agreed to tell of it, may have changed. */
  tellContext(): void {
    this.#context.tell();
  }

  /** The person has seen everything that is here. */
  markRead(): void {
    const { feed } = this.#view;
    const last = lastFromAgents(feed);
    if (last === undefined || (last.at <= readUpToOf(feed) && unreadOf(feed) === 0)) return;
    if (!this.#connection.send({ type: 'read', upTo: last.id })) return;
    this.#change({ feed: { ...feed, readHereUpTo: Math.max(feed.readHereUpTo, last.at) } });
  }

  /** The next older page; what came of it stands in `view.older`. */
  async loadOlder(): Promise<void> {
    if (this.#view.older === 'loading' || !this.#view.feed.hasOlder) return;
    this.#change({ older: 'loading' });
    try {
      const oldest = this.#view.feed.items[0]?.id;
      for (let page = 0; page < MAX_PAGES_AT_ONCE; page += 1) {
        const { feed } = this.#view;
        if (!feed.hasOlder || feed.items[0]?.id !== oldest) break;
        const older = await this.#olderPage(feed.older);
        if (this.#closed) return;
        this.#change({ feed: addOlderPage(this.#view.feed, older) });
      }
      this.#change({ older: 'idle' });
    } catch {
      this.#change({ older: 'failed' });
    }
  }

  /** Fetches what is shown once more when links to files have run out. */
  async renewLinks(): Promise<void> {
    const { device } = this.#parts;
    let before: string | undefined;
    for (let page = 0; page < MAX_PAGES_AT_ONCE && hasExpiredLinks(this.#view.feed, device.now()); page += 1) {
      const fresh = await this.#olderPage(before).catch(() => undefined);
      if (fresh === undefined || this.#closed) return;
      const { feed } = this.#view;
      const from = feed.items[0]?.at ?? 0;
      const shown = fresh.items.filter(({ at }) => at >= from);
      this.#change({ feed: { ...feed, items: mergeItems(feed.items, shown) } });
      if (fresh.older === undefined || shown.length < fresh.items.length) return;
      before = fresh.older;
    }
  }

  /** Keeps this device's place now, where the page may go at any moment. */
  save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    const { device, source } = this.#parts;
    // Another tab may have signed this person out while this one slept: then nothing of them is kept any more.
    if (!this.#closed && source.isHere(this.person)) saveFeed(device.storage, this.person, this.#view.feed);
  }

  close(): void {
    this.save();
    this.#closed = true;
    this.#outbox.stop();
    this.#renewal.stop();
    this.#context.stop();
    this.#connection.stop();
    clearTimeout(this.#typingOver);
    this.#outbox.disconnected();
  }

  /** Says how many messages could not be handed over. */
  handUnsentTo(person: string): number {
    return this.#outbox.moveTo(person);
  }

  async #olderPage(before: string | undefined) {
    const { credentials, person } = await this.#parts.source.obtain();
    if (person !== this.person) throw new Error('another person is signed in');
    return await this.#parts.device.rest.older(credentials, before);
  }

  async #hello() {
    const { device, source, person } = this.#parts;
    const proof = await source.obtain();
    if (this.#closed) throw new Error('closed');
    if (proof.person !== person) {
      this.#parts.personChanged(this);
      throw new Error('another person is signed in');
    }
    this.#renewal.plan(proof.expiresAt);
    const { cursor } = this.#view.feed;
    const from = this.#outbox.bring();
    return {
      type: 'hello',
      protocol: 1,
      client: device.client,
      deviceId: deviceIdOf(device),
      credentials: proof.credentials,
      ...(device.app === undefined ? {} : { app: device.app }),
      ...(from === undefined ? {} : { from }),
      ...(cursor === undefined ? {} : { cursor }),
    } as const;
  }

  async #renewToken(): Promise<void> {
    const { source, person } = this.#parts;
    const proof = await source.obtain();
    if (this.#closed) return;
    if (proof.person !== person) return this.#parts.personChanged(this);
    if ('token' in proof.credentials) this.#connection.send({ type: 'token', token: proof.credentials.token });
    this.#renewal.plan(proof.expiresAt);
  }

  #connectionChanged(connection: ConnectionState): void {
    if (connection !== 'live') {
      this.#outbox.disconnected();
      this.#change({ connection, feed: { ...this.#view.feed, live: false }, typingAgent: undefined });
      return;
    }
    this.#change({ connection });
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'feed':
        return this.#merge(mergePage(this.#view.feed, frame), frame.items);
      case 'accepted':
      case 'refused':
        return this.#outbox.answered(frame);
      case 'typing':
        return this.#showTyping(frame.agentName);
      case 'welcome':
        this.#outbox.welcomed(frame.joined);
        this.#context.welcomed();
        return this.#outbox.kick();
      case 'error':
      case 'pong':
        return undefined;
      default:
        // A newer server may say more.
        frame satisfies never;
    }
  }

  #merge(feed: Feed, items: readonly FeedMessage[]): void {
    const known = new Set(this.#view.feed.items.map(({ id }) => id));
    const wasLive = this.#view.feed.live;
    for (const { cid } of items) if (cid !== undefined) this.#outbox.arrived(cid);
    const received = items.filter(({ id, mine }) => !mine && !known.has(id));
    this.#change({
      feed,
      outgoing: this.#outbox.all(),
      ...(received.length > 0 ? { typingAgent: undefined } : {}),
    });
    this.#tellDelivered();
    if (wasLive) for (const message of received) this.#parts.received(message);
  }

  #tellDelivered(): void {
    const last = lastFromAgents(this.#view.feed);
    if (last === undefined || last.id === this.#deliveredUpTo) return;
    if (this.#connection.send({ type: 'delivered', upTo: last.id })) this.#deliveredUpTo = last.id;
  }

  #showTyping(agentName: string): void {
    clearTimeout(this.#typingOver);
    this.#typingOver = setTimeout(() => this.#change({ typingAgent: undefined }), TYPING_SHOWN_MS);
    if (this.#view.typingAgent !== agentName) this.#change({ typingAgent: agentName });
  }

  #change(change: Partial<SessionView>): void {
    if (this.#closed) return;
    this.#view = { ...this.#view, ...change };
    if (change.feed !== undefined) this.#saving ??= setTimeout(() => this.save(), SAVE_AFTER_MS);
    this.#parts.changed();
  }
}
