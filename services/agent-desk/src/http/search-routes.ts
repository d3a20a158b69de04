import { Router } from 'express';
import { z } from 'zod';
import { MAX_SEARCH, MIN_SEARCH } from '../../wire/search.ts';
import type { SearchPage } from '../../wire/search.ts';
import { DeskUnavailableError } from '../errors.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { hitToWire } from '../routing/identity-to-wire.ts';
import { asked } from './asked.ts';
import type { Guard } from './guard.ts';
import { pageSchema } from './page-query.ts';
import { read } from './read-body.ts';

const searchSchema = pageSchema.extend({
  query: z.string().trim().min(MIN_SEARCH).max(MAX_SEARCH),
  customerId: z.string().max(200).default(''),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
/** Searches of one agent at once: several tabs may type, one agent cannot hold up the others. */
const MAX_SEARCHES_PER_AGENT = 8;

/** Search over all threads, or in one. */
export function searchRoutes({ guard, clients }: { readonly guard: Guard; readonly clients: AgentClients }): Router {
  const router = Router();
  const running = new Map<string, number>();

  router.get(
    '/search',
    guard.signedIn(async (request, response, { agent }) => {
      const wanted = read(searchSchema, request.query);
      const count = running.get(agent.agentId) ?? 0;
      if (count >= MAX_SEARCHES_PER_AGENT)
        throw new DeskUnavailableError('Too many searches at once. Wait for the others to end.');
      running.set(agent.agentId, count + 1);
      try {
        const page = await asked(clients.of(agent).history().search(wanted));
        const { nextPageToken, completeSinceMs } = page;
        response.json({ hits: page.hits.map(hitToWire), nextPageToken, completeSinceMs } satisfies SearchPage);
      } finally {
        const left = (running.get(agent.agentId) ?? 1) - 1;
        if (left === 0) running.delete(agent.agentId);
        else running.set(agent.agentId, left);
      }
    }),
  );

  return router;
}
