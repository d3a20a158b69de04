import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { REQUEST_HEADER } from '../../wire/api.ts';
import type { Agent } from '../../wire/model.ts';
import type { DeskMetrics } from '../desk-metrics.ts';
import { DeskError } from '../errors.ts';
import type { Logins } from '../logins/logins.ts';
import type { Session, Sessions } from '../logins/sessions.ts';
import type { AgentDirectory } from '../routing/agent-directory.ts';
import { isOwnWrite } from './origins.ts';
import { readCookie } from './session-cookie.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Who asks. */
export interface SignedIn {
  readonly session: Session;
  readonly agent: Agent;
}

export interface GuardParts {
  readonly sessions: Sessions;
  readonly logins: Logins;
  readonly directory: AgentDirectory;
  readonly cookie: SessionCookie;
  readonly publicUrl: () => string;
  readonly metrics: DeskMetrics;
}

/** Tells who asks, and refuses what did not come from the desk's own pages. */
export class Guard {
  readonly #parts: GuardParts;

  constructor(parts: GuardParts) {
    this.#parts = parts;
  }

  /** Before every route: a write must be the desk's own. */
  readonly ownWrites: RequestHandler = (request, _response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads || isOwnWrite(request, this.#parts.publicUrl(), REQUEST_HEADER)) {
      next();
      return;
    }
    this.#parts.metrics.refused.inc({ reason: 'foreign-origin' });
    throw new DeskError('foreign-origin', 'This request did not come from the desk.');
  };

  /** The signed-in agent of a request, if any. */
  async find(request: IncomingMessage): Promise<SignedIn | undefined> {
    const cookie = readCookie(request, this.#parts.cookie.name);
    const session = cookie === undefined ? undefined : await this.#parts.sessions.find(cookie);
    if (session === undefined) return undefined;
    const [agent, login] = await Promise.all([
      this.#parts.directory.byId(session.agentId),
      this.#parts.logins.get(session.agentId),
    ]);
    return agent === undefined || login === undefined || login.disabled ? undefined : { session, agent };
  }

  /** A route for signed-in agents. */
  signedIn(handle: (request: Request, response: Response, who: SignedIn) => Promise<void>): RequestHandler {
    return async (request, response) => {
      const who = await this.find(request);
      if (who === undefined) throw new DeskError('not-signed-in', 'Please sign in.');
      await handle(request, response, who);
    };
  }

  /** A route for supervisors and administrators. */
  supervisor(handle: (request: Request, response: Response, who: SignedIn) => Promise<void>): RequestHandler {
    return this.signedIn(async (request, response, who) => {
      if (who.agent.role === 'agent') throw new DeskError('forbidden', 'Only supervisors and administrators see this.');
      await handle(request, response, who);
    });
  }

  /** A route for administrators. */
  admin(handle: (request: Request, response: Response, who: SignedIn) => Promise<void>): RequestHandler {
    return this.signedIn(async (request, response, who) => {
      if (who.agent.role !== 'admin') throw new DeskError('forbidden', 'Only administrators can do this.');
      await handle(request, response, who);
    });
  }
}
