import express, { Router } from 'express';
import type { Response } from 'express';
import { z } from 'zod';
import type { InviteInfo, Session as SessionAnswer } from '../../wire/api.ts';
import type { Agent } from '../../wire/model.ts';
import type { DeskMetrics } from '../desk-metrics.ts';
import { DeskError } from '../errors.ts';
import { TooManyAttemptsError } from '../logins/attempts.ts';
import { acceptInvite, openInvite } from '../logins/invites.ts';
import type { InviteParts } from '../logins/invites.ts';
import type { Sessions } from '../logins/sessions.ts';
import { signIn } from '../logins/sign-in.ts';
import type { SignInParts } from '../logins/sign-in.ts';
import type { Guard } from './guard.ts';
import { readBody } from './read-body.ts';
import { readCookie } from './session-cookie.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface SessionRoutesParts extends SignInParts, InviteParts {
  readonly guard: Guard;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly metrics: DeskMetrics;
  /** A session, or all of an agent's, has ended: its sockets must go. */
  readonly onSessionsEnded: (ended: { readonly sessionId?: string; readonly agentId?: string }) => void;
}

const credentialsSchema = z.object({ email: z.string().min(1).max(320), password: z.string().min(1).max(1000) });
const tokenSchema = z.object({ token: z.string().min(1).max(4000) });
const acceptSchema = tokenSchema.extend({ password: z.string().max(1000) });
const MAX_BODY_BYTES = 16 * 1024;

/** Signing in and out, and choosing a password by invitation. */
export function sessionRoutes(parts: SessionRoutesParts): Router {
  const router = Router();
  const json = express.json({ limit: MAX_BODY_BYTES });

  const begin = async (response: Response, agent: Agent): Promise<void> => {
    const value = await parts.sessions.create(agent.agentId);
    response.cookie(parts.cookie.name, value, parts.cookie.options);
    response.json({ agent } satisfies SessionAnswer);
  };

  router.get(
    '/session',
    parts.guard.signedIn(async (_request, response, { agent }) => {
      response.json({ agent } satisfies SessionAnswer);
    }),
  );

  router.post('/session', json, async (request, response) => {
    const { email, password } = readBody(credentialsSchema, request);
    const address = request.ip ?? 'unknown';
    try {
      const agent = await signIn(parts, { email, password, address });
      parts.metrics.signIns.inc({ outcome: 'ok' });
      await begin(response, agent);
    } catch (error) {
      if (error instanceof DeskError) parts.metrics.signIns.inc({ outcome: error.code });
      if (error instanceof TooManyAttemptsError) response.setHeader('retry-after', error.retryAfterS);
      throw error;
    }
  });

  router.delete('/session', async (request, response) => {
    const cookie = readCookie(request, parts.cookie.name);
    const session = cookie === undefined ? undefined : await parts.sessions.find(cookie);
    if (session !== undefined) {
      await parts.sessions.end(session.sessionId);
      parts.onSessionsEnded({ sessionId: session.sessionId });
    }
    response.clearCookie(parts.cookie.name, { ...parts.cookie.options, maxAge: 0 });
    response.status(204).end();
  });

  router.post('/invites/open', json, async (request, response) => {
    const { name, email } = await openInvite(parts, readBody(tokenSchema, request).token);
    response.json({ name, email } satisfies InviteInfo);
  });

  router.post('/invites/accept', json, async (request, response) => {
    const { token, password } = readBody(acceptSchema, request);
    const agent = await acceptInvite(parts, token, password);
    // Whoever knew the old password is out.
    await parts.sessions.endAllOf(agent.agentId);
    parts.onSessionsEnded({ agentId: agent.agentId });
    parts.metrics.signIns.inc({ outcome: 'invited' });
    await begin(response, agent);
  });

  return router;
}
