import express, { Router } from 'express';
import { z } from 'zod';
import type { MatchPage, Person } from '../../wire/identity.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { matchToWire, personToWire } from '../routing/identity-to-wire.ts';
import { asked } from './asked.ts';
import type { Guard } from './guard.ts';
import { pageSchema } from './page-query.ts';
import { noteSchema } from './people-routes.ts';
import { pathParameter, read, readBody } from './read-body.ts';

const listSchema = pageSchema.extend({ pageSize: z.coerce.number().int().min(1).max(100).default(50) });
const decideSchema = z.object({ accept: z.boolean(), note: noteSchema });

/** Possible matches: weak evidence that two are one person, for an agent to accept or dismiss. */
export function matchRoutes({ guard, clients }: { readonly guard: Guard; readonly clients: AgentClients }): Router {
  const router = Router();
  const json = express.json({ limit: 16 * 1024 });

  router.get(
    '/matches',
    guard.signedIn(async (request, response, { agent }) => {
      const page = await asked(clients.of(agent).identity().listMatches(read(listSchema, request.query)));
      const matches = page.matches.map(matchToWire);
      response.json({ matches, nextPageToken: page.nextPageToken } satisfies MatchPage);
    }),
  );

  router.post(
    '/matches/:matchId/decide',
    json,
    guard.signedIn(async (request, response, { agent }) => {
      const matchId = pathParameter(request, 'matchId');
      const decision = readBody(decideSchema, request);
      const person = await asked(
        clients
          .of(agent)
          .identity()
          .decideMatch({ matchId, ...decision }),
      );
      response.json(personToWire(person) satisfies Person);
    }),
  );

  return router;
}
