import { once } from 'node:events';
import { WebSocket } from 'ws';
import { userToken, type FeedItem, type FeedPage } from '../../tests/customers/app-device.ts';
import { SECRETS } from '../../tests/world.ts';

const RECONNECT_MS = 200;
const ANSWER_WITHIN_MS = 30_000;

/** An item as the feed tells it, with the number by which newer states are known. */
export type ToldItem = FeedItem & { readonly rev: number };

/**
 * One person's app, as a widget is: keeps what it was shown and the last cursor, sends what was not accepted again with the
 * same id. Counts what a person would call a double or a gap, as it happens.
 */
export class ResumingApp {
  readonly userId: string;
  readonly #url: string;
  readonly items = new Map<string, ToldItem>();
  /** Written and not accepted yet: text by `cid`. */
  readonly #unsent = new Map<string, string>();
  readonly accepted = new Map<string, string>();
  /** Feeds that began with everything anew though a cursor was given. */
  snapshots = 0;
  /** Feeds that went on from a cursor. */
  resumed = 0;
  /** Items that came again in the state in which they were here. */
  repeated = 0;
  #cursor: string | undefined;
  #socket: WebSocket | undefined;
  #isLive = false;
  #isFirstPage = true;
  #wanted = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(url: string, userId: string) {
    this.#url = url;
    this.userId = userId;
  }

  get isLive(): boolean {
    return this.#isLive && this.#unsent.size === 0;
  }

  get isOnline(): boolean {
    return this.#wanted;
  }

  goOnline(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    void this.#connect();
  }

  /** The connection is gone from one moment to the next, whatever was on its way. */
  cut(): void {
    this.#wanted = false;
    clearTimeout(this.#retry);
    this.#isLive = false;
    this.#socket?.terminate();
  }

  write(cid: string, text: string): void {
    this.#unsent.set(cid, text);
    if (this.#isLive) this.#send({ type: 'message', cid, text });
  }

  async #connect(): Promise<void> {
    this.#isLive = false;
    this.#isFirstPage = true;
    try {
      const token = await userToken(SECRETS.userTokens, this.userId);
      if (!this.#wanted) return;
      const socket = new WebSocket(`${this.#url.replace('http', 'ws')}/in-app/v1/socket`);
      this.#socket = socket;
      socket.on('error', () => {});
      socket.on('close', () => this.#lost(socket));
      socket.on('message', (data: Buffer) => {
        if (socket === this.#socket) this.#take(JSON.parse(data.toString('utf8')) as Record<string, unknown>);
      });
      await once(socket, 'open', { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      const hello = { type: 'hello', protocol: 1, client: 'resume/1', deviceId: 'device', credentials: { token } };
      socket.send(JSON.stringify(this.#cursor === undefined ? hello : { ...hello, cursor: this.#cursor }));
    } catch {
      this.#socket?.terminate();
    }
  }

  #lost(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#isLive = false;
    if (this.#wanted) this.#retry = setTimeout(() => void this.#connect(), RECONNECT_MS);
  }

  #take(frame: Record<string, unknown>): void {
    switch (frame['type']) {
      case 'feed':
        this.#takePage(frame as unknown as FeedPage);
        return;
      case 'accepted': {
        const cid = String(frame['cid']);
        const text = this.#unsent.get(cid);
        if (text !== undefined) this.accepted.set(cid, text);
        this.#unsent.delete(cid);
        return;
      }
      // Too many at once: said again with the next connection, or when the feed comes alive.
      case 'refused':
        this.#retry = setTimeout(() => this.#sendAll(), 1000);
        return;
      case 'ping':
        this.#send({ type: 'pong' });
        return;
      default:
    }
  }

  #takePage({ snapshot, items, cursor, live }: FeedPage): void {
    if (this.#isFirstPage && this.#cursor !== undefined) {
      if (snapshot) this.snapshots += 1;
      else this.resumed += 1;
    }
    this.#isFirstPage = false;
    if (snapshot) this.items.clear();
    for (const item of items as readonly ToldItem[]) {
      const known = this.items.get(item.id);
      if (known !== undefined && known.rev >= item.rev) this.repeated += 1;
      else this.items.set(item.id, item);
    }
    this.#cursor = cursor;
    if (live && !this.#isLive) {
      this.#isLive = true;
      this.#sendAll();
    }
  }

  #sendAll(): void {
    for (const [cid, text] of this.#unsent) this.#send({ type: 'message', cid, text });
  }

  #send(frame: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}
