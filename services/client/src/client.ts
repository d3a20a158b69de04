import { backOffMs } from './connection/back-off.ts';
import type { RestClient } from './connection/rest-client.ts';
import { Listeners } from './listeners.ts';
import type { CredentialSource, Proof } from './people/credential-source.ts';
import { addLost, forgetLost, lostOf, signInOnDevice, signOutOnDevice, USER_KEY } from './people/signed-in.ts';
import { createUserSource, type GetToken } from './people/user-source.ts';
import { createVisitorSource, keptVisitor, VISITOR_KEY } from './people/visitor-source.ts';
import { ToldOfSelf } from './people/told-of-self.ts';
import type { FeedMessage, ToldProfile } from './protocol.ts';
import type { Device } from './session/device.ts';
import { PersonSession, type SessionView } from './session/person-session.ts';
import { forgetFeed } from './thread/feed-cache.ts';
import { unreadOf } from './thread/feed.ts';

/** What can be listened to. */
export interface ClientEvents {
  /** Count of unread replies, whenever it changes. */
  unread: number;
  /** A new reply that came while the client was connected. */
  message: FeedMessage;
}

/** What is to be shown. A new object with every change. */
export interface ClientView {
  /** Undefined until the person is known. */
  readonly session: SessionView | undefined;
  /** Who they are could not be found out; tried again by itself. */
  readonly signInFailed: boolean;
  /** Somebody signed in in another tab, and it is not known that it is the person of this one. */
  readonly elsewhere: boolean;
  /** Messages that can never be sent since their writer left; told until `leave`. */
  readonly lost: number;
}

/**
 * One device's side of a thread: who is here, the thread they see, what they write. Without a UI; everything that it needs
 * of its surroundings is a `Device`.
 */
export class Client {
  readonly #device: Device;
  readonly #changed = new Listeners<undefined>();
  readonly #events = { unread: new Listeners<number>(), message: new Listeners<FeedMessage>() };
  readonly #told: ToldOfSelf;
  #source: CredentialSource;
  #session: PersonSession | undefined;
  #view: ClientView = { session: undefined, signInFailed: false, elsewhere: false, lost: 0 };
  /** Somebody looks at the thread. */
  #entered = false;
  /** Rises with every change of person: answers that belong to an earlier one are dropped. */
  #era = 0;
  #starting = false;
  #closed = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #unread = 0;

  constructor(device: Device) {
    this.#device = device;
    this.#told = new ToldOfSelf(device, () => this.proof());
    this.#source = this.#visitorSource();
    device.storage.onChange((key) => {
      if (key === VISITOR_KEY || key === USER_KEY) this.#lookWhoIsHere();
    });
  }

  get view(): ClientView {
    return this.#view;
  }

  /** The thread of whoever is here; undefined until they are known. Another person has another one. */
  get session(): PersonSession | undefined {
    return this.#session;
  }

  /** Calls back when `view` has changed; returns how to stop. */
  subscribe(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** Returns how to stop listening. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (news: ClientEvents[Name]) => void): () => void {
    return (this.#events[name] as unknown as Listeners<ClientEvents[Name]>).add(listener);
  }

  /** Begins in the background where there is something to show: a known visitor's unread replies. Makes nobody a visitor. */
  start(): void {
    if (keptVisitor(this.#device.storage) !== undefined) this.#ensureSession();
  }

  /** Somebody looks at the thread: who is not known yet becomes a visitor. */
  enter(): void {
    if (this.#entered) return;
    this.#entered = true;
    this.#set({ lost: lostOf(this.#device.storage) });
    this.#ensureSession();
    this.tellContext();
  }

  /** Nobody looks any more. The connection stays, for what comes meanwhile. */
  leave(): void {
    this.#entered = false;
    forgetLost(this.#device.storage);
    this.#set({ lost: 0 });
  }

  /**
   * From now on the person whom the app's backend names by a signed token, asked for whenever one is needed. The earlier
   * person's thread leaves the screen at once; a visitor's comes along.
   */
  identify(getToken: GetToken): void {
    this.#endSession();
    this.#source = createUserSource(getToken, this.#device);
    this.#ensureSession();
  }

  /** Forgets the person on this device; whoever writes next is a new visitor. What could not be sent before is never sent. */
  logout(): void {
    const { push } = this.#device;
    // The proof is had only now; whatever becomes of it, the device does not tell this person any more.
    if (push?.isKept()) push.turnOff(this.proof()).catch(() => {});
    this.#endSession();
    signOutOnDevice(this.#device.storage);
    this.#told.forget();
    this.#goOnAsVisitor();
  }

  /**
   * What the person or the app says of them: shown to agents, proof of nothing. Told as soon as there is somebody to tell it
   * of; `fields` are added to those told before. Rejects with a `RestError` when the server refuses it.
   */
  tellProfile(profile: ToldProfile): Promise<void> {
    return this.#told.tell(profile, this.#session !== undefined);
  }

  /** Where the person is, or what they agreed to tell of it, may have changed. */
  tellContext(): void {
    this.#session?.tellContext();
  }

  /** The network is back, or the app is looked at again. */
  wake(): void {
    this.#lookWhoIsHere();
    if (this.#session !== undefined) this.#session.wake();
    else if (this.#view.signInFailed) this.#ensureSession();
  }

  /** The device says that it has no network: nothing is tried until `wake`. */
  networkLost(): void {
    this.#session?.networkLost();
  }

  /** Keeps the place in the thread now, where the app may go at any moment. */
  save(): void {
    this.#session?.save();
  }

  /** Ends connection and timers and keeps what is to be kept; of no further use. */
  close(): void {
    this.#closed = true;
    this.#endSession();
  }

  get rest(): RestClient {
    return this.#device.rest;
  }

  /** Of who is here, for calls of `rest`. Issues a visitor where nobody is known. */
  proof(): Promise<Proof> {
    return this.#source.obtain();
  }

  #visitorSource(): CredentialSource {
    const { storage, lock, rest } = this.#device;
    return createVisitorSource({ storage, lock, issue: () => rest.issueVisitor() });
  }

  #ensureSession(): void {
    if (this.#closed || this.#session !== undefined || this.#starting || this.#view.elsewhere) return;
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
        if (kind === 'user' || this.#entered)
          this.#retry = setTimeout(() => this.#ensureSession(), backOffMs(this.#failures++, this.#device.random));
      },
    );
  }

  #startSession(person: string): void {
    const { storage, push } = this.#device;
    const was = `visitor.${keptVisitor(storage)?.id}`;
    if (this.#source.kind === 'user') signInOnDevice(storage, person);
    if (push?.isKept()) push.follow(this.proof(), person, was).catch(() => {});
    const session = new PersonSession({
      device: this.#device,
      source: this.#source,
      person,
      changed: () => this.#sessionChanged(session),
      received: (message) => this.#events.message.tell(message),
      lost: () => this.#showLost(),
      personChanged: (changed) => this.#personChanged(changed),
    });
    this.#session = session;
    this.#set({ session: session.view, signInFailed: false });
    this.#showLost();
    session.start();
    this.#told.tellWaiting();
  }

  #sessionChanged(session: PersonSession): void {
    if (session === this.#session) this.#set({ session: session.view });
  }

  #personChanged(session: PersonSession): void {
    if (session !== this.#session) return;
    this.#endSession();
    // A visitor whom the server does not know any more was issued anew: what waits is still theirs.
    const visitor = this.#source.kind === 'visitor' ? keptVisitor(this.#device.storage) : undefined;
    if (visitor !== undefined) addLost(this.#device.storage, session.handUnsentTo(`visitor.${visitor.id}`));
    forgetFeed(this.#device.storage, session.person);
    this.#ensureSession();
  }

  /** Somebody may have signed in or out in another tab, perhaps while this one slept. Their thread leaves the screen. */
  #lookWhoIsHere(): void {
    const { elsewhere } = this.#view;
    const user = this.#device.storage.get(USER_KEY);
    const left = this.#session === undefined ? elsewhere : !this.#source.isHere(this.#session.person);
    if (left) this.#endSession();
    if (this.#source.kind === 'user') {
      if (!left) return;
      if (user === undefined) this.#goOnAsVisitor();
      else this.#goOnIfSignedInAs(user);
    } else if (left && user !== undefined) this.#set({ elsewhere: true });
    else if (this.#entered || keptVisitor(this.#device.storage) !== undefined) this.#ensureSession();
  }

  /** This tab's app may know them as well. If not, it waits for its own word and does not fight over the device. */
  #goOnIfSignedInAs(user: string): void {
    const era = this.#era;
    this.#starting = true;
    this.#source.refused(undefined);
    const found = (person: string | undefined): void => {
      if (era !== this.#era) return;
      this.#starting = false;
      if (person === user) this.#startSession(person);
      else this.#set({ elsewhere: true });
    };
    this.#source.obtain().then(
      ({ person }) => found(person),
      () => found(undefined),
    );
  }

  #goOnAsVisitor(): void {
    this.#source = this.#visitorSource();
    this.#showLost();
    if (this.#entered) this.#ensureSession();
  }

  #showLost(): void {
    if (this.#entered) this.#set({ lost: lostOf(this.#device.storage) });
  }

  #endSession(): void {
    this.#era += 1;
    this.#starting = false;
    clearTimeout(this.#retry);
    const session = this.#session;
    this.#session = undefined;
    session?.close();
    this.#set({ session: undefined, signInFailed: false, elsewhere: false });
  }

  #set(change: Partial<ClientView>): void {
    this.#view = { ...this.#view, ...change };
    const unread = this.#view.session === undefined ? 0 : unreadOf(this.#view.session.feed);
    const unreadChanged = unread !== this.#unread;
    this.#unread = unread;
    this.#changed.tell(undefined);
    if (unreadChanged) this.#events.unread.tell(unread);
  }
}
