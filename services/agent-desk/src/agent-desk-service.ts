import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BlobStore } from '@onethread/blobs';
import type { DocumentStore } from '@onethread/documents';
import { backOffMs } from '@onethread/runtime';
import type { HttpHost, RuntimeParts, Service } from '@onethread/runtime';
import { Router } from 'express';
import { createDeskMetrics } from './desk-metrics.ts';
import { assignmentRoutes } from './http/assignment-routes.ts';
import { deadLetterRoutes } from './http/dead-letter-routes.ts';
import { fileRoutes } from './http/file-routes.ts';
import { Guard } from './http/guard.ts';
import { historyRoutes } from './http/history-routes.ts';
import { matchRoutes } from './http/match-routes.ts';
import { parkedRoutes } from './http/parked-routes.ts';
import { peopleRoutes } from './http/people-routes.ts';
import { searchRoutes } from './http/search-routes.ts';
import { sessionCookie } from './http/session-cookie.ts';
import { sessionRoutes } from './http/session-routes.ts';
import { settingsRoutes } from './http/settings-routes.ts';
import { teamRoutes } from './http/team-routes.ts';
import { wallboardRoutes } from './http/wallboard-routes.ts';
import { webRoutes } from './http/web-routes.ts';
import { Attempts } from './logins/attempts.ts';
import { inviteFirstAdmin } from './logins/first-admin.ts';
import { Logins } from './logins/logins.ts';
import { createPasswordHasher } from './logins/password-hash.ts';
import { Sessions } from './logins/sessions.ts';
import { AgentClients } from './routing/agent-clients.ts';
import { AgentDirectory } from './routing/agent-directory.ts';
import { DeskSockets } from './socket/desk-sockets.ts';
import { WallboardStreams } from './wallboard/wallboard-streams.ts';

const DIST_FOLDER = join(import.meta.dirname, '../web/dist');

export interface AgentDeskParts extends RuntimeParts {
  readonly http: HttpHost;
  /** The desk's own: logins, sessions, counted sign-ins. */
  readonly documents: DocumentStore;
  readonly blobs: BlobStore;
  /** host:port of routing's gRPC. */
  readonly routingAddress: string;
  /** Signs agents' tokens and verifies invitations; routing knows it too. At least 32 bytes. */
  readonly tokenSecret: string;
  /** Keys the hashes of session cookies. */
  readonly cookieSecret: string;
  /** How agents reach the desk, without a trailing slash; https makes cookies secure. Empty: what `http` says after its start. */
  readonly publicUrl: string;
  /** Tells the operator something once, apart from the log: the first administrator's link. */
  readonly printLine: (line: string) => void;
  /** The built web app; default: the desk's own `web/dist`. */
  readonly webFolder?: string;
  /** The clock of sessions and counted sign-ins, epoch milliseconds; default: the machine's. */
  readonly now?: () => number;
  /** What a new password costs whoever guesses it, as scrypt's N; default 2^15. Less is for tests alone. */
  readonly passwordCost?: number;
}

const INVITE_BACK_OFF = { firstMs: 200, mostMs: 10_000 } as const;
/** How long start waits for routing before it goes on without the first administrator's link. */
const FIRST_TRIES = 3;

/** The agents' desk: pages, sign-in, files, and one socket per tab. */
export function createAgentDeskService(parts: AgentDeskParts): Service {
  const logger = parts.logger.child({ service: 'agent-desk' });
  const publicUrl = () => (parts.publicUrl === '' ? parts.http.publicUrl : parts.publicUrl.replace(/\/+$/, ''));
  const clients = new AgentClients(parts.routingAddress, parts.tokenSecret);
  const directory = new AgentDirectory(clients);
  let sockets: DeskSockets | undefined;
  let wallboards: WallboardStreams | undefined;
  const stopping = new AbortController();

  const mount = async (): Promise<Logins> => {
    const { http, documents, cookieSecret, tokenSecret, blobs, now = Date.now } = parts;
    const metrics = createDeskMetrics(parts.metrics);
    const [logins, sessions, attempts] = await Promise.all([
      Logins.open(documents),
      Sessions.open(documents, cookieSecret, now),
      Attempts.open(documents, cookieSecret, now),
    ]);
    const cookie = sessionCookie(publicUrl());
    const guard = new Guard({ sessions, logins, directory, cookie, publicUrl, metrics });
    const open = new DeskSockets({ guard, sessions, clients, publicUrl, metrics, logger });
    sockets = open;
    const boards = new WallboardStreams({ sessions, clients, metrics });
    wallboards = boards;
    const onSessionsEnded = (ended: { readonly sessionId?: string; readonly agentId?: string }) => {
      open.endSessions(ended);
      boards.endSessions(ended);
    };
    const hasher = createPasswordHasher(parts.passwordCost);

    const api = Router();
    api.use((_request, response, next) => {
      response.setHeader('cache-control', 'no-store');
      next();
    });
    api.use(guard.ownWrites);
    const signInParts = { directory, logins, attempts, hasher, tokenSecret, now };
    api.use(sessionRoutes({ ...signInParts, guard, sessions, cookie, metrics, onSessionsEnded }));
    api.use(fileRoutes({ guard, clients, blobs, metrics }));
    api.use(historyRoutes({ guard, clients }));
    api.use(peopleRoutes({ guard, clients }));
    api.use(matchRoutes({ guard, clients }));
    api.use(searchRoutes({ guard, clients }));
    api.use(deadLetterRoutes({ guard, clients }));
    api.use(parkedRoutes({ guard, clients }));
    api.use(assignmentRoutes({ guard, clients }));
    api.use(wallboardRoutes({ guard, wallboards: boards }));
    api.use(settingsRoutes({ guard, clients, directory }));
    api.use(teamRoutes({ guard, clients, directory, logins, sessions, publicUrl, onSessionsEnded }));

    http.mount('/desk/v1', api);
    http.mount('/', webRoutes({ distFolder: parts.webFolder ?? DIST_FOLDER, publicUrl }));
    http.onUpgrade('/desk/v1/socket', open.upgrade);
    return logins;
  };

  /** Routing may come up later than the desk: tried until it is done, the first few times before start is over. */
  const inviteFirst = async (logins: Logins, from: number, to: number): Promise<boolean> => {
    for (let attempt = from; attempt <= to && !stopping.signal.aborted; attempt++) {
      try {
        await inviteFirstAdmin({ clients, directory, logins, publicUrl: publicUrl(), printLine: parts.printLine });
        return true;
      } catch (error) {
        if (!stopping.signal.aborted)
          logger.warn({ err: error, attempt }, 'the first administrator is not invited yet');
        await setTimeout(backOffMs(attempt, INVITE_BACK_OFF), undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
    return false;
  };

  return {
    name: 'agent-desk',
    async start() {
      parts.addHealthCheck({
        name: 'desk-routing',
        check: async () =>
          (await directory.list().catch(() => undefined)) === undefined ? 'routing does not answer' : undefined,
      });
      const logins = await mount();
      if (!(await inviteFirst(logins, 1, FIRST_TRIES))) void inviteFirst(logins, FIRST_TRIES + 1, Infinity);
    },
    async stop() {
      stopping.abort();
      sockets?.stop();
      wallboards?.stop();
      clients.close();
    },
  };
}
