import { Router } from 'express';
import { z } from 'zod';
import type { WallboardStreams } from '../wallboard/wallboard-streams.ts';
import type { Guard } from './guard.ts';
import { read } from './read-body.ts';

const id = z.string().min(1).max(64);
/** `team=a&team=b`: only queues and agents of these teams. */
const watchSchema = z.object({ team: z.union([id.transform((one) => [one]), z.array(id).max(100)]).default([]) });

/** The wallboard as a stream of server-sent events: `board` with what changed, `beat` while nothing does. */
export function wallboardRoutes(parts: { readonly guard: Guard; readonly wallboards: WallboardStreams }): Router {
  const router = Router();
  router.get(
    '/wallboard',
    parts.guard.signedIn(async (request, response, who) => {
      await parts.wallboards.open(response, who, read(watchSchema, request.query).team);
    }),
  );
  return router;
}
