import { backOffMs } from '../connection/back-off.ts';
import type { RestClient } from '../connection/rest-client.ts';
import type { CredentialSource, Proof } from '../people/credential-source.ts';
import { addLost, forgetLost, lostOf, signInOnDevice, signOutOnDevice, USER_KEY } from '../people/signed-in.ts';
import { createUserSource, type GetToken } from '../people/user-source.ts';
import { createVisitorSource, keptVisitor, VISITOR_KEY } from '../people/visitor-source.ts';
import type { FeedMessage } from '../protocol.ts';
import type { DevicePush } from '../push/device-push.ts';
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
  /** Somebody signed in in another tab, and it is not known that it is the person of this one. */
  readonly elsewhere: boolean;
  /** Messages that can never be sent since their writer left; shown until the panel is closed. */
  readonly lost: number;
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
  #view: MessengerView = {
    open: false,
    opened: false,
    session: undefined,
    signInFailed: false,
    elsewhere: false,
    lost: 0,
  };
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
      if (key === VISITOR_KEY || key === USER_KEY) this.#lookWhoIsHere();
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
    this.#set({ open: true, opened: true, lost: lostOf(this.#device.storage) });
    this.#ensureSession();
    this.#events.open.tell(undefined);
  }

  close(): void {
    if (!this.#view.open) return;
    forgetLost(this.#device.storage);
    this.#set({ open: false, lost: 0 });
    this.#events.close.tell(undefined);
  }

  /** From now on the person whom the app's backend names. The earlier person's thread leaves the screen at once. */
  identify(getToken: GetToken): void {
    this.#endSession();
    this.#source = createUserSource(getToken, this.#device);
    this.#ensureSession();
  }

  /** Forgets the person on this device; whoever writes next is a new visitor. What could not be sent before is never sent. */
  logout(): void {
    const { push } = this.#device;
    // The proof is had only now; whatever becomes of it, the browser does not tell this person any more.
    if (push?.isKept()) push.turnOff(this.proof()).catch(() => {});
    this.#endSession();
    signOutOnDevice(this.#device.storage);
    this.#goOnAsVisitor();
  }

  /** The network is back, or the page is looked at again. */
  wake(): void {
    this.#lookWhoIsHere();
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

  get push(): DevicePush | undefined {
    return this.#device.push;
  }

  proof(): Promise<Proof> {
    return this.#source.obtain();
  }

  #visitorSource(): CredentialSource {
    const { storage, lock, rest } = this.#device;
    return createVisitorSource({ storage, lock, issue: () => rest.issueVisitor() });
  }

  #ensureSession(): void {
    if (this.#session !== undefined || this.#starting || this.#view.elsewhere) return;
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
    const { elsewhere, open } = this.#view;
    const user = this.#device.storage.get(USER_KEY);
    const left = this.#session === undefined ? elsewhere : !this.#source.isHere(this.#session.person);
    if (left) this.#endSession();
    if (this.#source.kind === 'user') {
      if (!left) return;
      if (user === undefined) this.#goOnAsVisitor();
      else this.#goOnIfSignedInAs(user);
    } else if (left && user !== undefined) this.#set({ elsewhere: true });
    else if (open || keptVisitor(this.#device.storage) !== undefined) this.#ensureSession();
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
    if (this.#view.open) this.#ensureSession();
  }

  #showLost(): void {
    if (this.#view.open) this.#set({ lost: lostOf(this.#device.storage) });
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

  #set(change: Partial<MessengerView>): void {
    this.#view = { ...this.#view, ...change };
    const unread = this.#view.session === undefined ? 0 : unreadOf(this.#view.session.feed);
    const unreadChanged = unread !== this.#unread;
    this.#unread = unread;
    this.#changed.tell(undefined);
    if (unreadChanged) this.#events.unread.tell(unread);
  }
}
