import { WebSocketServer, type WebSocket } from 'ws';
import type { HttpHost } from '@onethread/runtime';
import type { InAppApp } from '../config.ts';
import { appFor, identifyUser, type PersonParts } from '../identity/person.ts';
import { identifyOrSignIn, signIn } from '../identity/sign-in.ts';
import { InAppError } from '../in-app-error.ts';
import { CLOSE_CODES, MAX_FRAME_BYTES, SOCKET_PATH } from '../protocol.ts';
import { serveConnection, type Connection } from './connection.ts';
import { openSession, type SessionParts, type SessionProofs } from './session.ts';
import { HEARTBEAT_MS, welcome } from './welcome.ts';

/** Sockets of one process. */
const MAX_CONNECTIONS = 20_000;

export interface SocketServerParts {
  readonly http: Pick<HttpHost, 'onUpgrade'>;
  readonly people: PersonParts;
  readonly sessions: SessionParts;
  readonly refused: (reason: string) => void;
  readonly now: () => number;
}

function proofsOf(people: PersonParts, app: InAppApp): SessionProofs {
  return {
    prove: (token) => identifyUser(people, app, token),
    signIn: (token, visitor) => signIn(people, app, token, visitor),
    checkFree: (visitorId) => people.visitors.checkFree(visitorId),
  };
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
    let proofs: SessionProofs | undefined;
    const connection = serveConnection(socket, {
      refused,
      now,
      async open(hello, outlet) {
        const app = appFor(people.apps, hello.app, origin);
        if (hello.credentials === undefined && !sessions.limits.newVisitors.allows(address))
          throw new InAppError(429, 'too-many', 'Too many new visitors from here: wait a minute.');
        const person = await identifyOrSignIn(people, app, hello.credentials, hello.from);
        proofs = proofsOf(people, app);
        outlet.send(welcome(person));
        return openSession(sessions, proofs, person, hello.cursor, outlet);
      },
      async renew(session, token, outlet) {
        const user = await session.renew(token);
        const { expiresAt } = user;
        if (session.person.kind === 'user' || proofs === undefined) return { session, expiresAt };
        session.close();
        outlet.send(welcome(user));
        return { session: openSession(sessions, proofs, user, undefined, outlet), expiresAt };
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
