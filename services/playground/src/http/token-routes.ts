import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { People } from '../people/people.ts';
import { RefusedActError } from '../refused-act-error.ts';
import { signUserToken } from '../user-token.ts';

const body = z.object({ user: z.string().min(1).max(40) });

/** What an app's own backend does for its signed-in users: it signs a token that the messenger shows. */
export function tokenRoutes(people: People, secret: string, now: () => number, ownWrites: RequestHandler): Router {
  const router = Router();
  router.post('/token', ownWrites, express.json({ limit: '4kb' }), (request, response) => {
    const asked = body.safeParse(request.body);
    if (!asked.success) throw new RefusedActError('no-user', 'Say for which user.');
    const person = people.get(asked.data.user);
    response.setHeader('cache-control', 'no-store');
    response.json({ token: signUserToken(secret, person, now()), name: person.name });
  });
  return router;
}
