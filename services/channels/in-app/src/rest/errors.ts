import type { ErrorRequestHandler } from 'express';
import { IntakeUnavailableError, InvalidInboundError } from '@onethread/channel-kit';
import { ContentionError, OutcomeUnknownError, StoreUnavailableError } from '@onethread/documents';
import { FeedUnavailableError } from '../feed/feed-source.ts';
import { CredentialsError } from '../identity/errors.ts';
import { LinkingUnavailableError } from '../identity/linking.ts';
import { InAppError } from '../in-app-error.ts';

const RETRY_AFTER_S = '2';
/** What the log, the store or routing cannot do at the moment; every call may be made again. */
const NOT_NOW = [
  IntakeUnavailableError,
  FeedUnavailableError,
  LinkingUnavailableError,
  StoreUnavailableError,
  OutcomeUnknownError,
  ContentionError,
] as const;

/** Every refusal as `{ error: { code, message } }`, counted; what is unknown goes on to the host's own handler. */
export function answerRefusals(refused: (reason: string) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof CredentialsError || error instanceof InAppError) {
      refused(error.code);
      if (error instanceof InAppError && error.status === 429) response.setHeader('retry-after', error.retryAfterS);
      response.status(error.status).json({ error: { code: error.code, message: error.message } });
    } else if (error instanceof InvalidInboundError) {
      refused('invalid');
      response.status(400).json({ error: { code: 'invalid', message: 'The message cannot be taken as it is.' } });
    } else if (NOT_NOW.some((kind) => error instanceof kind)) {
      refused('unavailable');
      response
        .status(503)
        .setHeader('retry-after', RETRY_AFTER_S)
        .json({ error: { code: 'unavailable', message: 'Not now: send it again with the same id.' } });
    } else {
      const { status, type } = error as { status?: unknown; type?: unknown };
      if (status === 400 || status === 413) refused(typeof type === 'string' ? type : 'malformed-body');
      next(error);
    }
  };
}
