import { Router } from 'express';
import { z } from 'zod';
import type { Explanation } from '../../wire/assignment.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { explanationToWire } from '../routing/assignment-to-wire.ts';
import { asked } from './asked.ts';
import type { Guard } from './guard.ts';
import { pathParameter, read } from './read-body.ts';

/** About whom it is asked why they do not have it; default: who asks. */
const explainSchema = z.object({ agentId: z.string().max(200).default('') });

/** Why a conversation is where it is. */
export function assignmentRoutes(parts: { readonly guard: Guard; readonly clients: AgentClients }): Router {
  const router = Router();
  const { guard, clients } = parts;

  router.get(
    '/conversations/:conversationId/explanation',
    guard.signedIn(async (request, response, { agent }) => {
      const conversationId = pathParameter(request, 'conversationId');
      const agentId = read(explainSchema, request.query).agentId || agent.agentId;
      const explanation = await asked(clients.of(agent).assignment().explainConversation({ conversationId, agentId }));
      response.json(explanationToWire(explanation) satisfies Explanation);
    }),
  );

  return router;
}
