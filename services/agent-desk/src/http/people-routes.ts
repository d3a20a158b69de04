import express, { Router } from 'express';
import { z } from 'zod';
import { MAX_LINK_NOTE, MAX_PEOPLE_QUERY, MIN_PEOPLE_QUERY } from '../../wire/identity.ts';
import type { FoundPeople, LinkPreview, Person } from '../../wire/identity.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { foundToWire, personToWire, previewToWire } from '../routing/identity-to-wire.ts';
import { asked } from './asked.ts';
import type { Guard } from './guard.ts';
import { pathParameter, read, readBody } from './read-body.ts';

const id = z.string().min(1).max(200);
export const noteSchema = z.string().trim().max(MAX_LINK_NOTE).default('');
const findSchema = z.object({
  query: z.string().trim().min(MIN_PEOPLE_QUERY).max(MAX_PEOPLE_QUERY),
  pageSize: z.coerce.number().int().min(1).max(50).default(20),
});
const previewSchema = z.union([z.strictObject({ otherCustomerId: id }), z.strictObject({ linkId: id })]);
const linkSchema = z.object({ otherCustomerId: id, note: noteSchema });
const unlinkSchema = z.object({ linkId: id, note: noteSchema });

/** Who is one person: looked at, linked, and taken apart again, in the asking agent's name. */
export function peopleRoutes({ guard, clients }: { readonly guard: Guard; readonly clients: AgentClients }): Router {
  const router = Router();
  const json = express.json({ limit: 16 * 1024 });

  router.get(
    '/people',
    guard.signedIn(async (request, response, { agent }) => {
      const found = await asked(clients.of(agent).identity().findPeople(read(findSchema, request.query)));
      response.json({ people: foundToWire(found) } satisfies FoundPeople);
    }),
  );

  router.get(
    '/people/:customerId',
    guard.signedIn(async (request, response, { agent }) => {
      const customerId = pathParameter(request, 'customerId');
      const person = await asked(clients.of(agent).identity().getPerson({ customerId }));
      response.json(personToWire(person) satisfies Person);
    }),
  );

  router.post(
    '/people/:customerId/preview',
    json,
    guard.signedIn(async (request, response, { agent }) => {
      const customerId = pathParameter(request, 'customerId');
      const change = readBody(previewSchema, request);
      const preview = await asked(
        clients
          .of(agent)
          .identity()
          .previewLink({ customerId, ...change }),
      );
      response.json(previewToWire(preview) satisfies LinkPreview);
    }),
  );

  router.post(
    '/people/:customerId/link',
    json,
    guard.signedIn(async (request, response, { agent }) => {
      const customerId = pathParameter(request, 'customerId');
      const link = readBody(linkSchema, request);
      const person = await asked(
        clients
          .of(agent)
          .identity()
          .link({ customerId, ...link }),
      );
      response.json(personToWire(person) satisfies Person);
    }),
  );

  router.post(
    '/people/:customerId/unlink',
    json,
    guard.signedIn(async (request, response, { agent }) => {
      const customerId = pathParameter(request, 'customerId');
      const unlink = readBody(unlinkSchema, request);
      const person = await asked(
        clients
          .of(agent)
          .identity()
          .unlink({ customerId, ...unlink }),
      );
      response.json(personToWire(person) satisfies Person);
    }),
  );

  return router;
}
