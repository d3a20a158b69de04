import type { ChannelHost } from '@onethread/channel-kit';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import { MalformedFormError } from '../../intake/malformed-form.ts';
import type { MediaLinks } from '../send/media-links.ts';
import type { TwilioSettings } from '../settings.ts';
import { readMessage, readRequest, readStatus } from './read-request.ts';
import { isSignedByTwilio } from './signature.ts';
import { takeMessage, type MessageTaker } from './take-message.ts';
import { takeStatus, type StatusTaker } from './take-status.ts';

export const MAX_FORM_BYTES = 64 * 1024;
/** Says nothing to the sender: replies go by REST alone. */
const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

export interface WebhookParts extends MessageTaker, StatusTaker {
  readonly mediaLinks: MediaLinks;
}

/** `sms`, `status` and `media` below `/webhooks/twilio`. */
export function createWebhook(parts: WebhookParts): Router {
  const router = express.Router();
  const rawBody = express.raw({ type: () => true, limit: MAX_FORM_BYTES, inflate: false });
  router.post(
    '/sms',
    rawBody,
    provedCall(parts, async (_request, parameters) => {
      await takeMessage(parts, readMessage(parameters), parameters);
      return EMPTY_TWIML;
    }),
  );
  router.post(
    '/status',
    rawBody,
    provedCall(parts, async (request, parameters) => {
      const { send } = request.query;
      await takeStatus(parts, readStatus(parameters), typeof send === 'string' ? send : undefined);
      return undefined;
    }),
  );
  router.get('/media/:blobId{/:name}', parts.mediaLinks.serve);
  router.use(countRefusals(parts.host));
  return router;
}

/** Runs `take` for what Twilio proved to have sent; answers its TwiML, or 204, once that is durable. */
function provedCall(
  { host, settings }: { readonly host: ChannelHost; readonly settings: TwilioSettings },
  take: (request: Request, parameters: URLSearchParams) => Promise<string | undefined>,
): RequestHandler {
  return async (request, response) => {
    const { rawBody, isJson, parameters } = readRequest(request);
    const url = host.http.publicUrl + request.originalUrl;
    const signature = request.get('x-twilio-signature');
    if (!isSignedByTwilio({ authToken: settings.authToken, url, signature, parameters, rawBody, isJson })) {
      host.refused('signature');
      response.status(403).json({ error: { code: 'signature', message: 'The signature is missing or wrong.' } });
      return;
    }
    const twiml = await take(request, parameters);
    if (twiml === undefined) response.status(204).end();
    // Not `send`: Twilio keeps no answers, so a hash for its cache is not made.
    else response.setHeader('content-type', 'text/xml; charset=utf-8').end(twiml);
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
