import express, { Router } from 'express';
import { z } from 'zod';
import type { InviteLink, Team, TeamMember } from '../../wire/api.ts';
import type { Agent } from '../../wire/model.ts';
import { DeskError } from '../errors.ts';
import { inviteUrl } from '../logins/first-admin.ts';
import type { Login, Logins } from '../logins/logins.ts';
import type { Sessions } from '../logins/sessions.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { normaliseEmail } from '../routing/agent-directory.ts';
import type { AgentDirectory } from '../routing/agent-directory.ts';
import { agentToWire } from '../routing/to-wire.ts';
import { asked } from './asked.ts';
import type { Guard } from './guard.ts';
import { pathParameter, readBody } from './read-body.ts';

export interface TeamRoutesParts {
  readonly guard: Guard;
  readonly clients: AgentClients;
  readonly directory: AgentDirectory;
  readonly logins: Logins;
  readonly sessions: Sessions;
  readonly publicUrl: () => string;
  readonly onSessionsEnded: (ended: { readonly agentId: string }) => void;
}

const memberSchema = z.object({
  name: z.string().trim().min(1).max(100),
  email: z
    .string()
    .trim()
    .max(320)
    .regex(/^[^@\s]+@[^@\s]+$/),
  role: z.enum(['agent', 'supervisor', 'admin']),
  capacity: z.number().int().min(1).max(1000),
});
const disabledSchema = z.object({ disabled: z.boolean() });
const MAX_BODY_BYTES = 16 * 1024;

/** The team, for administrators. */
export function teamRoutes(parts: TeamRoutesParts): Router {
  const router = Router();
  const json = express.json({ limit: MAX_BODY_BYTES });
  const { guard, logins } = parts;

  router.get(
    '/team',
    guard.admin(async (_request, response) => {
      const agents = await parts.directory.list({ fresh: true });
      const found = await logins.getMany(agents.map((agent) => agent.agentId));
      const known = new Map(found.map((login) => [idOf(login), login]));
      response.json({ members: agents.map((agent) => memberOf(agent, known.get(agent.agentId))) } satisfies Team);
    }),
  );

  router.post(
    '/team',
    json,
    guard.admin(async (request, response, who) => {
      const member = readBody(memberSchema, request);
      const email = normaliseEmail(member.email);
      if ((await parts.directory.list({ fresh: true })).some((agent) => normaliseEmail(agent.email) === email)) {
        throw new DeskError('conflict', 'Somebody with this email is in the team already.');
      }
      const { agent } = await asked(
        parts.clients
          .of(who.agent)
          .admin()
          .putAgent({ ...member, email }),
      );
      if (agent === null) throw new Error('routing made no agent');
      await parts.directory.list({ fresh: true });
      response.status(201).json(memberOf(agentToWire(agent), undefined));
    }),
  );

  router.post(
    '/team/:agentId/invite',
    guard.admin(async (request, response, who) => {
      const agentId = pathParameter(request, 'agentId');
      const { token, expiresMs } = await asked(parts.clients.of(who.agent).admin().inviteAgent({ agentId }));
      response.json({ url: inviteUrl(parts.publicUrl(), token), expiresMs } satisfies InviteLink);
    }),
  );

  router.post(
    '/team/:agentId/disabled',
    json,
    guard.admin(async (request, response, who) => {
      const agentId = pathParameter(request, 'agentId');
      const { disabled } = readBody(disabledSchema, request);
      if (agentId === who.agent.agentId) throw new DeskError('conflict', 'You cannot disable yourself.');
      if ((await parts.directory.byId(agentId)) === undefined)
        throw new DeskError('not-found', 'This agent does not exist.');
      await asked(parts.clients.of(who.agent).admin().setAgentDisabled({ agentId, disabled }));
      await logins.update(agentId, (login) => ({ ...login, disabled }));
      if (disabled) {
        await parts.sessions.endAllOf(agentId);
        parts.onSessionsEnded({ agentId });
      }
      response.status(204).end();
    }),
  );

  return router;
}

function idOf({ _id: agentId }: Login): string {
  return agentId;
}

function memberOf(agent: Agent, login: Login | undefined): TeamMember {
  return { ...agent, disabled: login?.disabled ?? false, hasPassword: login?.password !== undefined };
}
