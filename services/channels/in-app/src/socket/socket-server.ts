import { randomUUID } from 'node:crypto';
import { WebSocketServer, type WebSocket } from 'ws';
import type { HttpHost } from '@onethread/runtime';
import { appFor, identify, type PersonParts } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';
import { CLOSE_CODES, MAX_FRAME_BYTES, SOCKET_PATH } from '../protocol.ts';
import { serveConnection, type Connection } from './connection.ts';
import { openSession, type SessionParts } from './session.ts';

/** Clients ping this often; a socket that is silent for three of them is closed. */
export const HEARTBEAT_MS = 25_000;
/** Sockets of one process. */
const MAX_CONNECTIONS = 20_000;

export interface SocketServerParts {
  readonly http: Pick<HttpHost, 'onUpgrade'>;
  readonly people: PersonParts;
  readonly sessions: Omit<SessionParts, 'prove'>;
  readonly refused: (reason: string) => void;
  readonly now: () => number;
}

interface Tracked {
  readonly connection: Connection;
  readonly socket: WebSocket;
  heardAt: number;
}

export function createSocketServer({ http, people, sessions, refused, now }: SocketServerParts) {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  const open = new Set<Tracked>();
  let watch: NodeJS.Timeout | undefined;

  function accept(socket: WebSocket, origin: string | undefined, address: string): void {
    const connection = serveConnection(socket, {
      refused,
      now,
      open: async (hello, send) => {
        const app = appFor(people.apps, hello.app, origin);
        if (hello.credentials === undefined && !sessions.limits.newVisitors.allows(address))
          throw new InAppError(429, 'too-many', 'Too many new visitors from here: wait a minute.');
        const person = await identify(people, app, hello.credentials);
        const { kind, profile, issued } = person;
        send({
          type: 'welcome',
          connection: randomUUID(),
          heartbeatMs: HEARTBEAT_MS,
          me: { kind, ...(profile.name === undefined ? {} : { name: profile.name }) },
          ...(issued === undefined ? {} : { visitor: issued }),
        });
        const prove = (token: string) => identify(people, app, { token });
        return openSession({ ...sessions, prove }, person, hello.cursor, send);
      },
    });
    const tracked: Tracked = { connection, socket, heardAt: now() };
    open.add(tracked);
    socket.on('message', () => void (tracked.heardAt = now()));
    socket.on('close', () => void open.delete(tracked));
  }

  return {
    get connections() {
      return open.size;
    },
    start() {
      http.onUpgrade(SOCKET_PATH, (request, socket, head) => {
        if (open.size >= MAX_CONNECTIONS) {
          refused('too-many-connections');
          socket.end('HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n\r\n');
          return;
        }
        server.handleUpgrade(request, socket, head, (webSocket) =>
          accept(webSocket, request.headers.origin, request.ip ?? ''),
        );
      });
      watch = setInterval(() => {
        for (const { socket, heardAt } of open) if (now() - heardAt > 3 * HEARTBEAT_MS) socket.terminate();
      }, HEARTBEAT_MS).unref();
    },
    /** Tells every client to connect again elsewhere. */
    async stop() {
      clearInterval(watch);
      const gone = [...open].map(({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
      for (const { connection } of open) connection.close(CLOSE_CODES.restart);
      const force = setTimeout(() => {
        for (const { socket } of open) socket.terminate();
      }, 2_000);
      await Promise.all(gone);
      clearTimeout(force);
      server.close();
    },
  };
}
