import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@onethread/runtime';
import { WebSocketServer } from 'ws';
import { closeCodes, MAX_CLIENT_FRAME_BYTES } from '../../wire/frames.ts';
import type { DeskMetrics } from '../desk-metrics.ts';
import type { Guard, SignedIn } from '../http/guard.ts';
import { isOwnOrigin } from '../http/origins.ts';
import type { Sessions } from '../logins/sessions.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { WorkBridge } from './work-bridge.ts';

/** Tabs of one process, and of one agent in it; more are refused. */
const MAX_SOCKETS = 5_000;
const MAX_SOCKETS_PER_AGENT = 20;

export interface DeskSocketsParts {
  readonly guard: Guard;
  readonly sessions: Sessions;
  readonly clients: AgentClients;
  readonly publicUrl: () => string;
  readonly metrics: DeskMetrics;
  readonly logger: Logger;
}

interface OpenSocket {
  readonly bridge: WorkBridge;
  readonly sessionId: string;
  readonly agentId: string;
}

/** The sockets of all tabs. */
export class DeskSockets {
  readonly #parts: DeskSocketsParts;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    perMessageDeflate: false,
  });
  readonly #open = new Set<OpenSocket>();
  #stopping = false;

  constructor(parts: DeskSocketsParts) {
    this.#parts = parts;
  }

  /** Takes one upgrade: from the desk's own pages and a signed-in agent, else it is refused with its status. */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // A peer that vanishes here must not take the process with it.
    socket.on('error', () => {});
    this.#admit(request).then(
      (admitted) => {
        if (typeof admitted === 'string') this.#refuse(socket, admitted);
        else this.#accept(request, socket, head, admitted);
      },
      (error: unknown) => {
        this.#parts.logger.warn({ err: error }, 'upgrade failed');
        this.#refuse(socket, '503 Service Unavailable');
      },
    );
  };

  /** Closes what belongs to an ended session, or to all sessions of an agent. */
  endSessions(ended: { readonly sessionId?: string; readonly agentId?: string }): void {
    for (const one of this.#open) {
      if (one.sessionId === ended.sessionId || one.agentId === ended.agentId) one.bridge.close(closeCodes.signedOut);
    }
  }

  /** Asks all tabs to come back to another process. */
  stop(): void {
    this.#stopping = true;
    for (const { bridge } of this.#open) bridge.close(closeCodes.restart);
  }

  async #admit(request: IncomingMessage): Promise<SignedIn | string> {
    if (this.#stopping) return '503 Service Unavailable';
    if (this.#open.size >= MAX_SOCKETS) return '503 Service Unavailable';
    if (!isOwnOrigin(request, this.#parts.publicUrl())) return '403 Forbidden';
    const who = await this.#parts.guard.find(request);
    if (who === undefined) return '401 Unauthorized';
    const tabs = [...this.#open].filter((one) => one.agentId === who.agent.agentId).length;
    return tabs < MAX_SOCKETS_PER_AGENT ? who : '429 Too Many Requests';
  }

  #refuse(socket: Duplex, status: string): void {
    this.#parts.metrics.refused.inc({ reason: `socket-${status.slice(0, 3)}` });
    socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  }

  #accept(request: IncomingMessage, duplex: Duplex, head: Buffer, { agent, session }: SignedIn): void {
    this.#server.handleUpgrade(request, duplex, head, (socket) => {
      const { sessions, clients, metrics, logger } = this.#parts;
      const bridge = new WorkBridge({
        socket,
        clientId: clientIdOf(request),
        connect: () => {
          const { clients: own, release } = clients.hold(agent);
          return { open: () => own.work().work(), release };
        },
        checkSession: async () => (await sessions.check(session.sessionId)) !== undefined,
        onUse: () => {
          sessions
            .touch(session.sessionId)
            .catch((error: unknown) => logger.warn({ err: error }, 'session not touched'));
        },
        onEnd: () => {
          this.#open.delete(entry);
          metrics.sockets.dec();
        },
        logger,
      });
      const entry: OpenSocket = { bridge, sessionId: session.sessionId, agentId: agent.agentId };
      this.#open.add(entry);
      metrics.sockets.inc();
    });
  }
}

/** The tab's own name, so that routing knows a reconnect from another device. */
function clientIdOf(request: IncomingMessage): string {
  const given = new URL(request.url ?? '/', 'http://desk').searchParams.get('client') ?? '';
  return /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
