import type { ChannelHost } from '@onethread/channel-kit';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { MalformedWebhookError } from './malformed-webhook-error.ts';
import { readWebhookBody, type WebhookBody } from './read-webhook-body.ts';
import { isSameWord, isSignedByMeta } from './signature.ts';

/** Meta's batches are far smaller. */
export const MAX_WEBHOOK_BYTES = 1024 * 1024;
/** All files of one call; Meta waits 20 s for the answer. */
export const MEDIA_TIMEOUT_MS = 10_000;

export interface MetaWebhook {
  readonly host: Pick<ChannelHost, 'refused'>;
  /** The operator's word that Meta repeats in its handshake. */
  readonly verifyToken: string;
  /** Of every app whose webhooks come here: one address serves all of them. */
  readonly appSecrets: () => Iterable<string>;
  /** Makes all of a call durable; 200 is answered once it resolves. What it throws makes Meta send the call again. */
  readonly take: (body: WebhookBody) => Promise<void>;
}

/** GET (Meta's handshake) and POST (events, proved over the raw bytes) of one webhook address. */
export function createMetaWebhook(webhook: MetaWebhook): Router {
  const router = express.Router();
  router.get('/', verifyCall(webhook));
  router.post('/', express.raw({ type: () => true, limit: MAX_WEBHOOK_BYTES, inflate: false }), takeCall(webhook));
  router.use(countRefusals(webhook.host));
  return router;
}

/** The bare challenge, if Meta knows our word. */
function verifyCall({ host, verifyToken }: MetaWebhook): RequestHandler {
  return (request, response) => {
    const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = request.query;
    const proved = typeof token === 'string' && isSameWord(token, verifyToken);
    if (mode !== 'subscribe' || !proved || typeof challenge !== 'string') {
      host.refused('verify-token');
      response.status(403).json({ error: { code: 'verify-token', message: 'The verify token is not ours.' } });
      return;
    }
    response.type('text/plain').send(challenge);
  };
}

function takeCall({ host, appSecrets, take }: MetaWebhook): RequestHandler {
  return async (request, response) => {
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!isSignedByMeta(request.get('x-hub-signature-256'), rawBody, appSecrets())) {
      host.refused('signature');
      response.status(401).json({ error: { code: 'signature', message: 'The signature is missing or wrong.' } });
      return;
    }
    await take(readWebhookBody(rawBody));
    response.type('text/plain').send('EVENT_RECEIVED');
  };
}

/** The answer itself is the HTTP host's: 4xx by `status`, 503 for what may be tried again. */
function countRefusals(host: Pick<ChannelHost, 'refused'>): ErrorRequestHandler {
  return (error: unknown, _request, _response, next) => {
    if (error instanceof MalformedWebhookError) host.refused(error.code);
    else if ((error as { status?: unknown }).status === 413) host.refused('too-large');
    else if ((error as { retryable?: unknown }).retryable === true) host.refused('intake-unavailable');
    else host.refused('unreadable-request');
    next(error);
  };
}
