import express, { Router } from 'express';
import { z } from 'zod';
import { MAX_CORRECTED_BYTES, MAX_DECISION_REASON } from '../../wire/operations.ts';
import type { DeadLetterContent, DeadLetterDecision, DeadLetterPage } from '../../wire/operations.ts';
import type { DeadLetter as ProtoDeadLetter } from '@onethread/rpc';
import { DeskError } from '../errors.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { deadLetterToWire, PROTO_STATE } from '../routing/operations-to-wire.ts';
import { asked } from './asked.ts';
import type { Guard } from './guard.ts';
import { pageSchema } from './page-query.ts';
import { pathParameter, read, readBody } from './read-body.ts';

const listSchema = pageSchema.extend({
  state: z.enum(['open', 'replayed', 'dropped']).optional(),
  topic: z.string().max(200).default(''),
});
const replaySchema = z.object({ correctedValue: z.string().min(1).optional() });
const dropSchema = z.object({ reason: z.string().trim().min(1).max(MAX_DECISION_REASON) });
/** The corrected value as JSON text: each of its bytes may need an escape. */
const MAX_BODY_BYTES = 6 * MAX_CORRECTED_BYTES + 1024;

/** Records that could not be processed, for administrators: looked at, published again, given up. */
export function deadLetterRoutes(parts: { readonly guard: Guard; readonly clients: AgentClients }): Router {
  const router = Router();
  const json = express.json({ limit: MAX_BODY_BYTES });
  const { guard, clients } = parts;

  router.get(
    '/dead-letters',
    guard.admin(async (request, response, { agent }) => {
      const { state, ...rest } = read(listSchema, request.query);
      const filter = state === undefined ? {} : { state: PROTO_STATE[state] };
      const { deadLetters, nextPageToken, open } = await asked(
        clients
          .of(agent)
          .admin()
          .listDeadLetters({ ...rest, ...filter }),
      );
      response.json({ deadLetters: deadLetters.map(deadLetterToWire), nextPageToken, open } satisfies DeadLetterPage);
    }),
  );

  router.get(
    '/dead-letters/:deadLetterId',
    guard.admin(async (request, response, { agent }) => {
      const deadLetterId = pathParameter(request, 'deadLetterId');
      const { deadLetter, headers, value } = await asked(clients.of(agent).admin().getDeadLetter({ deadLetterId }));
      const letter = deadLetterToWire(found(deadLetter));
      response.json({ deadLetter: letter, headers, value } satisfies DeadLetterContent);
    }),
  );

  router.post(
    '/dead-letters/:deadLetterId/replay',
    json,
    guard.admin(async (request, response, { agent }) => {
      const deadLetterId = pathParameter(request, 'deadLetterId');
      const { correctedValue } = readBody(replaySchema, request);
      const correction = correctedValue === undefined ? {} : { correctedValue };
      const { deadLetter, already } = await asked(
        clients
          .of(agent)
          .admin()
          .replayDeadLetter({ deadLetterId, ...correction }),
      );
      response.json({ deadLetter: deadLetterToWire(found(deadLetter)), already } satisfies DeadLetterDecision);
    }),
  );

  router.post(
    '/dead-letters/:deadLetterId/drop',
    json,
    guard.admin(async (request, response, { agent }) => {
      const deadLetterId = pathParameter(request, 'deadLetterId');
      const { reason } = readBody(dropSchema, request);
      const { deadLetter, already } = await asked(clients.of(agent).admin().dropDeadLetter({ deadLetterId, reason }));
      response.json({ deadLetter: deadLetterToWire(found(deadLetter)), already } satisfies DeadLetterDecision);
    }),
  );

  return router;
}

function found(letter: ProtoDeadLetter | null): ProtoDeadLetter {
  if (letter === null) throw new DeskError('not-found', 'There is no such dead letter.');
  return letter;
}
