import { once } from 'node:events';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import type { Customer } from './customer.ts';

export interface InAppCustomerOptions {
  readonly url: string;
  readonly jwtSecret: string;
  readonly index: number;
  /** Told of every item that the app shows for the first time. */
  readonly onItem?: (item: InAppItem) => void;
}

const ACCEPTED_WITHIN_MS = 10_000;
const RECONNECT_MS = 100;

export interface InAppItem {
  readonly id: string;
  readonly mine: boolean;
  /** Of own messages: the id that the app gave it. */
  readonly cid?: string;
  readonly parts: readonly { readonly kind: string; readonly text?: string }[];
}

/** The id that this customer's app gives to a message. */
export const cidOf = (index: number, number: number): string =>
  `00000000-0000-7000-8000-${String(index).padStart(6, '0')}${String(number).padStart(6, '0')}`;

/** A signed-in user's app: one socket, opened again when it broke, resumed by its cursor. */
export function inAppCustomer({ url, jwtSecret, index, onItem }: InAppCustomerOptions): Customer {
  const userId = `user-${index}`;
  const seen = new Set<string>();
  const waiting = new Map<string, (accepted: boolean) => void>();
  let cursor: string | undefined;
  let socket: WebSocket | undefined;
  let connecting: Promise<WebSocket> | undefined;
  let reconnect: NodeJS.Timeout | undefined;
  let closed = false;

  function take(frame: Record<string, unknown>): void {
    if (frame['type'] === 'accepted') waiting.get(String(frame['cid']))?.(true);
    if (frame['type'] === 'refused') waiting.get(String(frame['cid']))?.(false);
    if (frame['type'] !== 'feed') return;
    cursor = String(frame['cursor']);
    for (const item of frame['items'] as InAppItem[]) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      onItem?.(item);
    }
  }

  async function connected(): Promise<WebSocket> {
    if (socket?.readyState === WebSocket.OPEN) return socket;
    connecting ??= connect().finally(() => void (connecting = undefined));
    return await connecting;
  }

  async function connect(): Promise<WebSocket> {
    clearTimeout(reconnect);
    const token = await new SignJWT({ name: `User ${index}` })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(userId)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(jwtSecret));
    const opened = new WebSocket(`${url.replace('http', 'ws')}/in-app/v1/socket`);
    opened.on('error', () => {});
    opened.on('close', () => {
      for (const settle of waiting.values()) settle(false);
      if (!closed) reconnect = setTimeout(() => void connected().catch(() => {}), RECONNECT_MS);
    });
    await once(opened, 'open');
    opened.on('message', (data: Buffer) => take(JSON.parse(data.toString('utf8')) as Record<string, unknown>));
    const hello = { type: 'hello', protocol: 1, client: 'test/1', deviceId: `device-${index}`, credentials: { token } };
    opened.send(JSON.stringify(cursor === undefined ? hello : { ...hello, cursor }));
    socket = opened;
    return opened;
  }

  return {
    name: `in-app-${index}`,
    channel: 'in-app',
    account: 'app',
    externalId: `user:${userId}`,
    async write(number, text) {
      const cid = cidOf(index, number);
      try {
        const open = await connected();
        return await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(false), ACCEPTED_WITHIN_MS);
          waiting.set(cid, (accepted) => {
            clearTimeout(timer);
            resolve(accepted);
          });
          open.send(JSON.stringify({ type: 'message', cid, text }));
        });
      } catch {
        return false;
      } finally {
        waiting.delete(cid);
      }
    },
    close: async () => {
      closed = true;
      clearTimeout(reconnect);
      socket?.terminate();
      await Promise.resolve();
    },
  };
}
