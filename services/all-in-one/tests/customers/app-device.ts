import { once } from 'node:events';
import { SignJWT } from 'jose';
import { waitFor } from '@onethread/testkit';
import { WebSocket } from 'ws';

export interface FeedItem {
  readonly id: string;
  readonly at: number;
  readonly mine: boolean;
  readonly cid?: string;
  readonly parts: readonly {
    readonly kind: string;
    readonly text?: string;
    readonly name?: string;
    readonly url?: string;
  }[];
}
export interface FeedPage {
  readonly snapshot: boolean;
  readonly items: readonly FeedItem[];
  readonly cursor: string;
  readonly state: { readonly readUpTo: number; readonly agentsReadUpTo: number; readonly unread: number };
  readonly older?: string;
  readonly live: boolean;
}
type Frame = Readonly<Record<string, unknown>> & { readonly type: string };

/** A token as an app's backend signs it for its user. */
export async function userToken(secret: string, userId: string): Promise<string> {
  return await new SignJWT({ name: `Name of ${userId}` })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));
}

/** One device of an app's user, frame by frame. */
export class AppDevice {
  readonly frames: Frame[] = [];
  readonly socket: WebSocket;
  closed: number | undefined;

  private constructor(url: string) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/in-app/v1/socket`);
    this.socket.on('message', (data: Buffer) => this.frames.push(JSON.parse(data.toString('utf8')) as Frame));
    this.socket.on('close', (code) => void (this.closed = code));
    this.socket.on('error', () => {});
  }

  /** Connected, and nothing said. */
  static async dial(url: string): Promise<AppDevice> {
    const device = new AppDevice(url);
    await once(device.socket, 'open');
    return device;
  }

  /** Connected and caught up. */
  static async open(url: string, credentials?: object, cursor?: string): Promise<AppDevice> {
    const device = await AppDevice.dial(url);
    device.send({ type: 'hello', protocol: 1, client: 'test/1', deviceId: 'device', credentials, cursor });
    await device.frame('feed', (frame) => frame['live'] === true);
    return device;
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** Writes, and waits until it is accepted; the item's id. */
  async write(cid: string, text: string, uploadIds: readonly string[] = []): Promise<string> {
    this.send({ type: 'message', cid, text, uploadIds });
    return String((await this.frame('accepted', (frame) => frame['cid'] === cid))['id']);
  }

  async frame(type: string, fits: (frame: Frame) => boolean = () => true): Promise<Frame> {
    return await waitFor(() => this.frames.find((frame) => frame.type === type && fits(frame)), {
      describe: `a frame ${type}`,
      withinMs: 30_000,
    });
  }

  /** All pages so far, oldest first. */
  get pages(): readonly FeedPage[] {
    return this.frames.filter(({ type }) => type === 'feed') as unknown as FeedPage[];
  }
  get cursor(): string {
    return this.pages.at(-1)?.cursor ?? '';
  }
  get state(): FeedPage['state'] | undefined {
    return this.pages.at(-1)?.state;
  }
  /** What this device shows. */
  get shown(): readonly FeedItem[] {
    return merged(this.pages);
  }
  get texts(): readonly string[] {
    return textsOf(this.pages);
  }

  async closeCode(): Promise<number> {
    await waitFor(() => this.closed !== undefined, { describe: 'the socket to be closed' });
    return this.closed ?? 0;
  }

  close(): void {
    this.socket.terminate();
  }
}

export const textOfItem = ({ parts }: FeedItem): string => parts.map(({ text = '' }) => text).join('');

export const textsOf = (pages: readonly FeedPage[]): readonly string[] => merged(pages).map(textOfItem);

/** As a widget puts pages together: a snapshot replaces, else an item replaces its older state. */
function merged(pages: readonly FeedPage[]): readonly FeedItem[] {
  const shown = new Map<string, FeedItem>();
  for (const { snapshot, items } of pages) {
    if (snapshot) shown.clear();
    for (const item of items) shown.set(item.id, item);
  }
  return [...shown.values()].toSorted((one, other) => one.at - other.at);
}
