import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Device } from '../session/device.ts';
import { Client } from '../client.ts';
import type { Socket } from '../connection/connection.ts';
import type { ClientFrame, ServerFrame, ToldProfile } from '../protocol.ts';
import { openDeviceStorage } from '../storage/device-storage.ts';
import { createTabLock } from '../storage/tab-lock.ts';
import { MemoryArea } from './memory-area.ts';
import { page } from './samples.ts';

type Welcome = Extract<ServerFrame, { type: 'welcome' }>;

/** The server's end of a socket. */
export class ServedSocket extends EventTarget {
  readonly sent: ClientFrame[] = [];
  closed = false;
  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }
  close(): void {
    this.closed = true;
  }
  say(frame: ServerFrame): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }
  /** The server closes it. */
  end(code: number): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
  hello(): Extract<ClientFrame, { type: 'hello' }> {
    const [first] = this.sent;
    return first?.type === 'hello' ? first : assert.fail('no hello was said');
  }
  messages(): Extract<ClientFrame, { type: 'message' }>[] {
    return this.sent.filter((frame) => frame.type === 'message');
  }
}

export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
export const token = (sub: string): string =>
  `${part({})}.${part({ sub, exp: Math.floor(Date.now() / 1000) + 600 })}.s`;

let visitors = 0;
const opened = new Set<Client>();

/** After each test: nothing waits to connect again. */
export function closeBrowsers(): void {
  for (const client of opened) client.leave();
  for (const client of opened) client.logout();
  opened.clear();
}

/** A tab of a browser whose tabs share `area`. */
export function browser(area = new MemoryArea()) {
  const sockets: ServedSocket[] = [];
  const told: ToldProfile[] = [];
  const before = visitors;
  const device: Device = {
    app: 'app',
    client: 'test/1',
    storage: openDeviceStorage('x', () => area, area),
    lock: createTabLock('x', undefined),
    rest: {
      issueVisitor: () => Promise.resolve({ id: `v${++visitors}`, secret: 's' }),
      older: () => Promise.resolve({ items: [] }),
      settings: () => Promise.reject(new Error('none')),
      tellProfile: (_credentials, profile) => {
        told.push(profile);
        return Promise.resolve();
      },
      reachable: () => Promise.resolve([]),
      issueLinkCode: () => Promise.reject(new Error('none')),
      startConfirmation: () => Promise.reject(new Error('none')),
      confirm: () => Promise.reject(new Error('none')),
      letAnswersFollow: () => Promise.reject(new Error('none')),
      pushKey: () => Promise.reject(new Error('none')),
      putPush: () => Promise.reject(new Error('none')),
      removePush: () => Promise.reject(new Error('none')),
      createUpload: () => Promise.reject(new Error('none')),
      fillUpload: () => Promise.reject(new Error('none')),
    },
    openSocket: () => {
      const socket = new ServedSocket();
      sockets.push(socket);
      return socket as unknown as Socket;
    },
    now: Date.now,
    random: () => 0,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    isOnline: () => true,
  };
  const client = new Client(device);
  opened.add(client);
  /** The newest socket is opened and welcomed. */
  async function welcome(over: Partial<Welcome> = {}): Promise<ServedSocket> {
    await settle();
    const socket = sockets.at(-1) ?? assert.fail('no socket was opened');
    socket.dispatchEvent(new Event('open'));
    socket.say({ type: 'welcome', connection: 'c', heartbeatMs: 60_000, me: { kind: 'visitor' }, ...over });
    return socket;
  }
  /** And shown a thread. */
  async function serve(...items: Parameters<typeof page>): Promise<ServedSocket> {
    const socket = await welcome();
    socket.say({ type: 'feed', ...page(...items) });
    return socket;
  }
  const shown = (): string[] => client.view.session?.feed.items.map(({ id }) => id) ?? [];
  const kept = (): string[] =>
    Array.from({ length: area.length }, (_item, index) =>
      (area.key(index) ?? '').replace('onethread/x/', ''),
    ).toSorted();
  return { client, told, sockets, area, welcome, serve, shown, kept, visitors: () => visitors - before };
}
