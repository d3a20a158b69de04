import type { ChannelHost, KnownSends } from '@onethread/channel-kit';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import type { MessengerSettings } from '../config.ts';
import type { Pages } from '../pages.ts';
import type { Profiles } from './profiles.ts';
import { MalformedWebhookError, readBody } from './read-events.ts';
import { isSameWord, isSignedByMeta } from './signature.ts';
import { takeIn } from './take-in.ts';

/** Meta's batches are far smaller. */
export const MAX_WEBHOOK_BYTES = 1024 * 1024;
/** All files of one call; Meta waits 20 s for the answer. */
const MEDIA_TIMEOUT_MS = 10_000;

export interface WebhookParts {
  readonly host: ChannelHost;
  readonly settings: MessengerSettings;
  readonly pages: Pages;
  readonly profiles: Profiles;
  readonly knownSends: KnownSends;
  /** Aborted when the channel stops. */
  readonly stopping: AbortSignal;
}

/** GET and POST of `/webhooks/messenger`. */
export function createWebhook(parts: WebhookParts): Router {
  const router = express.Router();
  router.get('/', verifyCall(parts));
  router.post('/', express.raw({ type: () => true, limit: MAX_WEBHOOK_BYTES, inflate: false }), takeCall(parts));
  router.use(countRefusals(parts.host));
  return router;
}

/** Meta's handshake: the bare challenge, if it knows our word. */
function verifyCall({ host, settings }: WebhookParts): RequestHandler {
  return (request, response) => {
    const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = request.query;
    const proved = typeof token === 'string' && isSameWord(token, settings.verifyToken);
    if (mode !== 'subscribe' || !proved || typeof challenge !== 'string') {
      host.refused('verify-token');
      response.status(403).json({ error: { code: 'verify-token', message: 'The verify token is not ours.' } });
      return;
    }
    response.type('text/plain').send(challenge);
  };
}

function takeCall(parts: WebhookParts): RequestHandler {
  const { host, settings, pages, stopping, profiles, knownSends } = parts;
  const secrets = pages.appSecrets;
  return async (request, response) => {
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!isSignedByMeta(request.get('x-hub-signature-256'), rawBody, secrets)) {
      host.refused('signature');
      response.status(401).json({ error: { code: 'signature', message: 'The signature is missing or wrong.' } });
      return;
    }
    const { events, refused } = readBody(rawBody, (pageId) => pages.find(pageId) !== undefined);
    for (const reason of refused) host.refused(reason);
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(MEDIA_TIMEOUT_MS)]);
    const reader = { host, graphUrl: settings.graphUrl, signal };
    await takeIn({ host, profiles, knownSends, reader, appId: settings.appId }, events);
    response.type('text/plain').send('EVENT_RECEIVED');
  };
}

/** The answer itself is the HTTP host's: 4xx by `status`, 503 for what may be tried again. */
function countRefusals(host: ChannelHost): ErrorRequestHandler {
  return (error: unknown, _request, _response, next) => {
    if (error instanceof MalformedWebhookError) host.refused(error.code);
    else if ((error as { status?: unknown }).status === 413) host.refused('too-large');
    else if ((error as { retryable?: unknown }).retryable === true) host.refused('intake-unavailable');
    else host.refused('unreadable-request');
    next(error);
  };
}
