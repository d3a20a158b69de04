import type { ServerResponse } from 'node:http';
import { DeskUnavailableError } from '../errors.ts';
import type { DeskMetrics } from '../desk-metrics.ts';
import type { SignedIn } from '../http/guard.ts';
import type { Sessions } from '../logins/sessions.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { WallboardStream } from './wallboard-stream.ts';

/** Wallboards that one process shows, and one agent; more are refused. */
const MAX_WALLBOARDS = 1000;
const MAX_PER_AGENT = 10;

export interface WallboardStreamsParts {
  readonly sessions: Sessions;
  readonly clients: AgentClients;
  readonly metrics: DeskMetrics;
}

/** The wallboards that are being watched. */
export class WallboardStreams {
  readonly #parts: WallboardStreamsParts;
  readonly #open = new Map<WallboardStream, { readonly sessionId: string; readonly agentId: string }>();

  constructor(parts: WallboardStreamsParts) {
    this.#parts = parts;
  }

  /**
   * Shows the wallboard until the watcher leaves, the session ends or routing breaks off: the watcher then comes back for a
   * whole one. Rejects, while nothing was answered yet, where routing refuses.
   */
  async open(response: ServerResponse, { agent, session }: SignedIn, teamIds: readonly string[]): Promise<void> {
    const { sessions, clients, metrics } = this.#parts;
    const { sessionId } = session;
    const { agentId } = agent;
    const own = [...this.#open.values()].filter((one) => one.agentId === agentId).length;
    if (this.#open.size >= MAX_WALLBOARDS || own >= MAX_PER_AGENT)
      throw new DeskUnavailableError('Too many wallboards are open. Close another one.');
    const { clients: held, release } = clients.hold(agent);
    const source = held.assignment().watchWallboard({ teamIds: [...teamIds] });
    const checkSession = async () => {
      const good = (await sessions.check(sessionId)) !== undefined;
      // A screen on the wall is in use, though nobody touches it.
      if (good) await sessions.touch(sessionId);
      return good;
    };
    const stream = new WallboardStream({ response, source, checkSession });
    this.#open.set(stream, { sessionId, agentId });
    metrics.wallboards.inc();
    try {
      await stream.ended;
    } finally {
      this.#open.delete(stream);
      metrics.wallboards.dec();
      release();
    }
  }

  /** Ends what belongs to an ended session, or to all sessions of an agent. */
  endSessions(ended: { readonly sessionId?: string; readonly agentId?: string }): void {
    for (const [stream, one] of this.#open) {
      if (one.sessionId === ended.sessionId || one.agentId === ended.agentId) stream.end();
    }
  }

  stop(): void {
    for (const stream of this.#open.keys()) stream.end();
  }
}
