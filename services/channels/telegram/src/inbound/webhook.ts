import { InvalidInboundError, type ChannelHost, type OutOfReach } from '@onethread/channel-kit';
import express, { type ErrorRequestHandler, type Router } from 'express';
import type { BotApi } from '../bot-api.ts';
import { isSameSecret, type Bots } from '../bots.ts';
import type { ButtonAnswers } from './button-answers.ts';
import { findPicture } from './find-picture.ts';
import { toRecords, type Records } from './to-records.ts';
import { MalformedUpdateError, readUpdate } from './update.ts';

/** One update a call, and no file in it. */
const MAX_UPDATE_BYTES = 1024 * 1024;
/** Files of one update; Telegram waits longer than that. */
const MEDIA_TIMEOUT_MS = 20_000;

export interface WebhookParts {
  readonly host: ChannelHost;
  readonly api: BotApi;
  readonly bots: Bots;
  readonly buttons: ButtonAnswers;
  readonly outOfReach: OutOfReach;
  /** Aborted when the channel stops. */
  readonly stopping: AbortSignal;
}

/** POST of `/webhooks/telegram/<bot id>`: answered 200 once durable; everything else Telegram sends again. */
export function createWebhook({ host, api, bots, buttons, outOfReach, stopping }: WebhookParts): Router {
  const router = express.Router();
  const body = express.raw({ type: () => true, limit: MAX_UPDATE_BYTES, inflate: false });
  router.post('/:bot', body, async (request, response) => {
    const bot = bots.find(request.params.bot);
    const proof = request.get('x-telegram-bot-api-secret-token') ?? '';
    // An unknown bot is told apart from a wrong secret by nobody.
    if (bot === undefined || !isSameSecret(proof, bot.webhookSecret)) {
      host.refused('secret-token');
      response.status(401).json({ error: { code: 'secret-token', message: 'The secret token is missing or wrong.' } });
      return;
    }
    const update = readUpdate(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(MEDIA_TIMEOUT_MS)]);
    const records = await toRecords({ host, api, bot, signal }, update);
    await keep(host, outOfReach, records);
    for (const { type, identity } of records.inbound ?? [])
      if (type === 'message') host.lookForPicture(identity, findPicture(api, bot, identity.externalId));
    if (update.kind === 'callback_query') buttons.answer(bot, update.query.id);
    response.status(200).end();
  });
  router.use(countRefusals(host));
  return router;
}

/** Durable when it resolves. What the contract forbids is counted and let go: sent again it would be no better. */
async function keep(
  host: ChannelHost,
  outOfReach: OutOfReach,
  { inbound = [], standing, setAside }: Records,
): Promise<void> {
  if (setAside !== undefined) host.refused(setAside);
  try {
    if (inbound.length > 0) await host.receive(inbound);
    await outOfReach.wroteAgain(inbound.filter(({ type }) => type === 'message'));
    if (standing !== undefined) await host.standing([standing]);
  } catch (error) {
    if (!(error instanceof InvalidInboundError)) throw error;
    host.refused('invalid-inbound');
  }
}

/** The answer itself is the HTTP host's: 4xx by `status`, 503 for what may be tried again. */
function countRefusals(host: ChannelHost): ErrorRequestHandler {
  return (error: unknown, _request, _response, next) => {
    if (error instanceof MalformedUpdateError) host.refused(error.code);
    else if ((error as { status?: unknown }).status === 413) host.refused('too-large');
    else if ((error as { retryable?: unknown }).retryable === true) host.refused('intake-unavailable');
    else host.refused('unreadable-request');
    next(error);
  };
}
