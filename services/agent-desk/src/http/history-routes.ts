import { Router } from 'express';
import { z } from 'zod';
import type { ConversationPage, ItemPage } from '../../wire/api.ts';
import type { Conversation } from '../../wire/model.ts';
import { DeskError } from '../errors.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import { STATE_NAME } from '../routing/to-proto.ts';
import { conversationToWire, itemToWire } from '../routing/to-wire.ts';
import { listAround } from '../routing/list-around.ts';
import { asked } from './asked.ts';
import type { Guard } from './guard.ts';
import { pageSchema } from './page-query.ts';
import { pathParameter, read } from './read-body.ts';

const listSchema = pageSchema.extend({
  state: z.enum(['open', 'snoozed', 'resolved']),
  assigneeId: z.string().max(200).default(''),
});

const itemsSchema = pageSchema.extend({
  /** `1`: towards newer items. */
  newer: z.literal('1').optional(),
  /** Without a page token: the page around this instant. */
  aroundUs: z.coerce.number().int().positive().optional(),
});

/** Pages of history, in the asking agent's name. */
export function historyRoutes(parts: { readonly guard: Guard; readonly clients: AgentClients }): Router {
  const router = Router();

  router.get(
    '/customers/:customerId/items',
    parts.guard.signedIn(async (request, response, { agent }) => {
      const customerId = pathParameter(request, 'customerId');
      const { aroundUs, newer, ...rest } = read(itemsSchema, request.query);
      const history = parts.clients.of(agent).history();
      const asks = { customerId, ...rest };
      const page = await asked(
        aroundUs === undefined
          ? history.listItems({ ...asks, newer: newer === '1' })
          : listAround(history, { ...asks, aroundUs }),
      );
      const { watermarks, identities, olderPageToken, newerPageToken } = page;
      const items = page.items.map(itemToWire);
      response.json({ items, watermarks, identities, olderPageToken, newerPageToken } satisfies ItemPage);
    }),
  );

  router.get(
    '/conversations',
    parts.guard.signedIn(async (request, response, { agent }) => {
      const { state, ...rest } = read(listSchema, request.query);
      const history = parts.clients.of(agent).history();
      const page = await asked(history.listConversations({ state: STATE_NAME[state], ...rest }));
      const conversations = page.conversations.map(conversationToWire);
      response.json({ conversations, nextPageToken: page.nextPageToken } satisfies ConversationPage);
    }),
  );

  router.get(
    '/conversations/:conversationId',
    parts.guard.signedIn(async (request, response, { agent }) => {
      const conversationId = pathParameter(request, 'conversationId');
      const { conversation } = await asked(parts.clients.of(agent).history().getConversation({ conversationId }));
      if (conversation === null) throw new DeskError('not-found', 'This conversation does not exist.');
      response.json(conversationToWire(conversation) satisfies Conversation);
    }),
  );

  return router;
}
