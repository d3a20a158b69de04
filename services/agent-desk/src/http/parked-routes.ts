import express, { Router } from 'express';
import { z } from 'zod';
import { MAX_DECISION_REASON } from '../../wire/operations.ts';
import type { ParkedPage } from '../../wire/operations.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { parkedToWire } from '../routing/operations-to-wire.ts';
import { asked } from './asked.ts';
import type { Guard } from './guard.ts';
import { pageSchema } from './page-query.ts';
import { read, readBody } from './read-body.ts';

/** Keys that one call may name. */
const MAX_KEYS = 200;
const listSchema = pageSchema.extend({
  channel: z.string().max(100).default(''),
});
const identityIds = z.array(z.string().min(1).max(200)).min(1).max(MAX_KEYS);
const retrySchema = z.union([z.object({ identityIds }), z.object({ channel: z.string().min(1).max(100) })]);
const dropSchema = z.object({ identityIds, reason: z.string().trim().min(1).max(MAX_DECISION_REASON) });
const MAX_BODY_BYTES = 64 * 1024;

/** Replies that wait in their channel, for administrators: tried now, or given up. */
export function parkedRoutes(parts: { readonly guard: Guard; readonly clients: AgentClients }): Router {
  const router = Router();
  const json = express.json({ limit: MAX_BODY_BYTES });
  const { guard, clients } = parts;

  router.get(
    '/parked',
    guard.admin(async (request, response, { agent }) => {
      const page = await asked(clients.of(agent).admin().listParked(read(listSchema, request.query)));
      const { nextPageToken, counts } = page;
      response.json({ parked: page.parked.map(parkedToWire), nextPageToken, counts } satisfies ParkedPage);
    }),
  );

  router.post(
    '/parked/retry',
    json,
    guard.admin(async (request, response, { agent }) => {
      const { asked: count } = await asked(clients.of(agent).admin().retryParked(readBody(retrySchema, request)));
      response.json({ asked: count });
    }),
  );

  router.post(
    '/parked/drop',
    json,
    guard.admin(async (request, response, { agent }) => {
      const { asked: count } = await asked(clients.of(agent).admin().dropParked(readBody(dropSchema, request)));
      response.json({ asked: count });
    }),
  );

  return router;
}
