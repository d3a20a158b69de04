import { WebSocket } from 'ws';
import { waitFor } from '@onethread/testkit';
import { SOCKET_PATH, type ClientFrame, type Credentials, type ServerFrame } from '../protocol.ts';

type Frame<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>;

/** A device as a mobile SDK would be: frames as they come, nothing interpreted. */
export class DeviceSocket {
  readonly frames: ServerFrame[] = [];
  readonly socket: WebSocket;
  closed: number | undefined;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url.replace('http', 'ws') + SOCKET_PATH, { headers });
    this.socket.on('message', (data: Buffer) => this.frames.push(JSON.parse(data.toString('utf8')) as ServerFrame));
    this.socket.on('close', (code) => void (this.closed = code));
    this.socket.on('error', () => {});
  }

  static async open(url: string, hello: Partial<Extract<ClientFrame, { type: 'hello' }>> = {}): Promise<DeviceSocket> {
    const device = new DeviceSocket(url);
    await device.opened();
    device.hello(hello);
    await device.frame('welcome');
    return device;
  }

  async opened(): Promise<void> {
    await waitFor(() => this.socket.readyState === WebSocket.OPEN, { describe: 'the socket to open' });
  }

  hello(over: Partial<Extract<ClientFrame, { type: 'hello' }>> = {}): void {
    this.send({ type: 'hello', protocol: 1, client: 'test/1', deviceId: 'device-1', ...over });
  }

  send(frame: ClientFrame): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The first frame of a type that fits, as soon as it is there. */
  frame<Type extends ServerFrame['type']>(
    type: Type,
    fits: (frame: Frame<Type>) => boolean = () => true,
  ): Promise<Frame<Type>> {
    return waitFor(
      () => this.frames.find((frame): frame is Frame<Type> => frame.type === type && fits(frame as Frame<Type>)),
      { describe: `a frame ${type}` },
    );
  }

  async closeCode(): Promise<number> {
    await waitFor(() => this.closed !== undefined, { describe: 'the socket to be closed' });
    return this.closed ?? 0;
  }

  /** Texts of the feed in the order in which they came. */
  texts(): string[] {
    return this.frames
      .filter((frame) => frame.type === 'feed')
      .flatMap(({ items }) => items)
      .flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])));
  }

  async visitor(): Promise<Credentials> {
    const { visitor } = await this.frame('welcome');
    if (visitor === undefined) throw new Error('no visitor was issued');
    return { visitor };
  }

  close(): void {
    this.socket.close();
  }
}
