import { backOffMs } from '../connection/back-off.ts';
import type { RestClient } from '../connection/rest-client.ts';
import type { CredentialSource } from '../people/credential-source.ts';
import { createUserSource, type GetToken } from '../people/user-source.ts';
import { createVisitorSource, keptVisitor, VISITOR_KEY } from '../people/visitor-source.ts';
import type { Credentials, FeedMessage } from '../protocol.ts';
import { forgetFeed } from '../thread/feed-cache.ts';
import { unreadOf } from '../thread/feed.ts';
import type { Device } from './device.ts';
import { Listeners } from './listeners.ts';
import { PersonSession, type SessionView } from './person-session.ts';

/** What an embedding page can listen to. */
export interface MessengerEvents {
  open: undefined;
  close: undefined;
  /** Count of unread replies, whenever it changes. */
  unread: number;
  /** A new reply while the page is open. */
  message: FeedMessage;
}

export interface MessengerView {
  readonly open: boolean;
  /** It has been open before: its panel and draft are kept. */
  readonly opened: boolean;
  /** Undefined until the person is known. */
  readonly session: SessionView | undefined;
  /** Who they are could not be found out; tried again by itself. */
  readonly signInFailed: boolean;
}

/** Panel, person and thread together: what the UI shows and the embedding page calls. */
export class Messenger {
  readonly #device: Device;
  readonly #changed = new Listeners<undefined>();
  readonly #events = {
    open: new Listeners<undefined>(),
    close: new Listeners<undefined>(),
    unread: new Listeners<number>(),
    message: new Listeners<FeedMessage>(),
  };
  #source: CredentialSource;
  #session: PersonSession | undefined;
  #view: MessengerView = { open: false, opened: false, session: undefined, signInFailed: false };
  /** Rises with every change of person: answers that belong to an earlier one are dropped. */
  #era = 0;
  #starting = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #unread = 0;

  constructor(device: Device) {
    this.#device = device;
    this.#source = this.#visitorSource();
    device.storage.onChange((key) => {
      // Signed out, or issued anew, in another tab.
      if (key === VISITOR_KEY && this.#source.kind === 'visitor') this.#adoptVisitor();
    });
  }

  get view(): MessengerView {
    return this.#view;
  }

  get session(): PersonSession | undefined {
    return this.#session;
  }

  subscribe(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  on<Name extends keyof MessengerEvents>(name: Name, listener: (news: MessengerEvents[Name]) => void): () => void {
    return (this.#events[name] as unknown as Listeners<MessengerEvents[Name]>).add(listener);
  }

  /** Begins in the background where there is something to show: a known visitor's unread replies. */
  start(): void {
    if (keptVisitor(this.#device.storage) !== undefined) this.#ensureSession();
  }

  open(): void {
    if (this.#view.open) return;
    this.#set({ open: true, opened: true });
    this.#ensureSession();
    this.#events.open.tell(undefined);
  }

  close(): void {
    if (!this.#view.open) return;
    this.#set({ open: false });
    this.#events.close.tell(undefined);
  }

  /** From now on the person whom the app's backend names. The earlier person's thread leaves the screen at once. */
  identify(getToken: GetToken): void {
    const earlier = this.#session;
    this.#endSession();
    if (earlier !== undefined && this.#source.kind === 'user') forgetFeed(this.#device.storage, earlier.person);
    this.#source = createUserSource(getToken, this.#device.now);
    this.#ensureSession();
  }

  /** Forgets the person on this device; whoever writes next is a new visitor. */
  logout(): void {
    const { storage } = this.#device;
    const earlier = this.#session;
    this.#endSession();
    earlier?.forgetUnsent();
    // Nobody can be the earlier visitor again, so neither can what waited for them be sent.
    for (const key of [...storage.keys('feed/'), ...storage.keys('outbox/visitor.'), VISITOR_KEY]) storage.remove(key);
    this.#source = this.#visitorSource();
    if (this.#view.open) this.#ensureSession();
  }

  /** The network is back, or the page is looked at again. */
  wake(): void {
    if (this.#session !== undefined) this.#session.wake();
    else if (this.#view.signInFailed) this.#ensureSession();
  }

  networkLost(): void {
    this.#session?.networkLost();
  }

  save(): void {
    this.#session?.save();
  }

  get rest(): RestClient {
    return this.#device.rest;
  }

  async credentials(): Promise<Credentials> {
    return (await this.#source.obtain()).credentials;
  }

  #visitorSource(): CredentialSource {
    const { storage, lock, rest } = this.#device;
    return createVisitorSource({ storage, lock, issue: () => rest.issueVisitor() });
  }

  #ensureSession(): void {
    if (this.#session !== undefined || this.#starting) return;
    this.#starting = true;
    clearTimeout(this.#retry);
    const era = this.#era;
    const { kind } = this.#source;
    this.#source.obtain().then(
      ({ person }) => {
        if (era !== this.#era) return;
        this.#starting = false;
        this.#failures = 0;
        this.#startSession(person);
      },
      () => {
        if (era !== this.#era) return;
        this.#starting = false;
        this.#set({ signInFailed: true });
        if (kind === 'user' || this.#view.open)
          this.#retry = setTimeout(() => this.#ensureSession(), backOffMs(this.#failures++, this.#device.random));
      },
    );
  }

  #startSession(person: string): void {
    const session = new PersonSession({
      device: this.#device,
      source: this.#source,
      person,
      changed: () => this.#sessionChanged(session),
      received: (message) => this.#events.message.tell(message),
      personChanged: (changed) => this.#personChanged(changed),
    });
    this.#session = session;
    this.#set({ session: session.view, signInFailed: false });
    session.start();
  }

  #sessionChanged(session: PersonSession): void {
    if (session === this.#session) this.#set({ session: session.view });
  }

  #personChanged(session: PersonSession): void {
    if (session !== this.#session) return;
    this.#endSession();
    // A visitor whom the server does not know any more was issued anew: what waits is still theirs.
    const visitor = this.#source.kind === 'visitor' ? keptVisitor(this.#device.storage) : undefined;
    if (visitor !== undefined) session.handUnsentTo(`visitor.${visitor.id}`);
    forgetFeed(this.#device.storage, session.person);
    this.#ensureSession();
  }

  #adoptVisitor(): void {
    const visitor = keptVisitor(this.#device.storage);
    if (visitor !== undefined && this.#session?.person === `visitor.${visitor.id}`) return;
    this.#endSession();
    if (visitor !== undefined || this.#view.open) this.#ensureSession();
  }

  #endSession(): void {
    this.#era += 1;
    this.#starting = false;
    clearTimeout(this.#retry);
    const session = this.#session;
    this.#session = undefined;
    session?.close();
    this.#set({ session: undefined, signInFailed: false });
  }

  #set(change: Partial<MessengerView>): void {
    this.#view = { ...this.#view, ...change };
    const unread = this.#view.session === undefined ? 0 : unreadOf(this.#view.session.feed);
    const unreadChanged = unread !== this.#unread;
    this.#unread = unread;
    this.#changed.tell(undefined);
    if (unreadChanged) this.#events.unread.tell(unread);
  }
}
