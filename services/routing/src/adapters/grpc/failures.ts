import { RpcError, type RpcErrorCode } from '@onethread/rpc';
import type { Logger } from 'pino';
import { RoutingError, type RoutingErrorCode } from '../../domain/errors.ts';

/** Total: a new code of the use cases does not compile until the wire has a word for it. */
const CODE_OF: Readonly<Record<RoutingErrorCode, RpcErrorCode>> = {
  'not-found': 'not-found',
  invalid: 'invalid',
  conflict: 'conflict',
  forbidden: 'forbidden',
};

/**
 * What a caller is told of a failure. Whatever says of itself that it may be tried again (store, log, contention) is
 * `unavailable`; anything else is a fault of ours: logged here, once, and told without its inside.
 */
export function toRpcError(error: unknown, logger: Logger, doing: string): RpcError {
  if (error instanceof RpcError) return error;
  if (error instanceof RoutingError) return new RpcError(CODE_OF[error.code], error.message, { cause: error });
  if (isRetryable(error)) {
    logger.warn({ err: error, doing }, 'call failed for now');
    return new RpcError('unavailable', 'not now: try again in a moment', { cause: error });
  }
  logger.error({ err: error, doing }, 'call failed');
  return new RpcError('internal', 'internal error', { cause: error as Error });
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}
