import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';

/** Seconds after which a refused caller should come back. */
const RETRY_AFTER_S = 5;

interface FailureAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Answers what no router took. */
export const answerNotFound: RequestHandler = (_request, response) => {
  response.status(404).json({ error: { code: 'not-found', message: 'There is nothing here.' } });
};

/**
 * Turns whatever a route threw into `{error: {code, message}}`: errors with a 4xx `status` keep code and words, retryable
 * ones become 503, all else is 500 without a word about the inside. Server faults are logged, once.
 */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const answer = answerOf(error);
    if (answer.status >= 500) logger.error({ err: error, method: request.method, code: answer.code }, 'request failed');
    if (response.headersSent) {
      next(error);
      return;
    }
    if (answer.status === 503) response.setHeader('retry-after', RETRY_AFTER_S);
    response.status(answer.status).json({ error: { code: answer.code, message: answer.message } });
  };
}

function answerOf(error: unknown): FailureAnswer {
  const { status, code, type, message, retryable } = (error ?? {}) as Partial<
    Record<'status' | 'code' | 'type' | 'message' | 'retryable', unknown>
  >;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    // Body parsers name their faults by `type` and quote the input in `message`.
    if (typeof type === 'string')
      return { status, code: type.replaceAll('.', '-'), message: STATUS_CODES[status] ?? '' };
    const named = typeof code === 'string' ? code : `http-${status}`;
    return { status, code: named, message: typeof message === 'string' ? message : (STATUS_CODES[status] ?? '') };
  }
  if (retryable === true || status === 503) {
    return {
      status: 503,
      code: typeof code === 'string' ? code : 'unavailable',
      message: 'Not possible right now, please try again.',
    };
  }
  return { status: 500, code: 'internal', message: 'Something went wrong on our side.' };
}
