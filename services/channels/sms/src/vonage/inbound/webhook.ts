import type { ChannelHost } from '@onethread/channel-kit';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { MalformedFormError } from '../../intake/malformed-form.ts';
import type { VonageSettings } from '../settings.ts';
import { readMessage, readReceipt, readRequest } from './read-request.ts';
import { isSignedByVonage } from './signature.ts';
import { takeMessage, type MessageTaker } from './take-message.ts';
import { takeReceipt, type ReceiptTaker } from './take-receipt.ts';

export const MAX_FORM_BYTES = 64 * 1024;

export interface WebhookParts extends MessageTaker, ReceiptTaker {
  readonly settings: VonageSettings;
}

/** `sms` and `status` below `/webhooks/vonage`, by GET and by POST as the dashboard is set. */
export function createWebhook(parts: WebhookParts): Router {
  const router = express.Router();
  const rawBody = express.raw({ type: () => true, limit: MAX_FORM_BYTES, inflate: false });
  const routes = [
    ['/sms', (parameters: ReadonlyMap<string, string>) => takeMessage(parts, readMessage(parameters))],
    ['/status', (parameters: ReadonlyMap<string, string>) => takeReceipt(parts, readReceipt(parameters))],
  ] as const;
  for (const [path, take] of routes) {
    const call = provedCall(parts, take);
    router.get(path, call);
    router.post(path, rawBody, call);
  }
  router.use(countRefusals(parts.host));
  return router;
}

/** Runs `take` for what Vonage proved to have sent; answers 204 once that is durable. */
function provedCall(
  { host, settings }: WebhookParts,
  take: (parameters: ReadonlyMap<string, string>) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const { rawBody, parameters } = readRequest(request);
    const authorization = request.get('authorization');
    if (!(await isSignedByVonage({ settings, parameters, authorization, rawBody, now: host.now() }))) {
      host.refused('signature');
      response.status(403).json({ error: { code: 'signature', message: 'The signature is missing or wrong.' } });
      return;
    }
    await take(parameters);
    response.status(204).end();
  };
}

/** The answer itself is the HTTP host's: 4xx by `status`, 503 for what may be tried again. */
function countRefusals(host: ChannelHost): ErrorRequestHandler {
  return (error: unknown, _request, _response, next) => {
    if (error instanceof MalformedFormError) host.refused(error.code);
    else if ((error as { status?: unknown }).status === 413) host.refused('too-large');
    else if ((error as { retryable?: unknown }).retryable === true) host.refused('intake-unavailable');
    else host.refused('unreadable-request');
    next(error);
  };
}
