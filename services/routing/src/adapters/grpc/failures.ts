import { RpcError, type RpcErrorCode } from '@onethread/rpc';
import { RoutingError, type RoutingErrorCode } from '../../domain/errors.ts';
import type { GrpcContext } from './grpc-context.ts';

/** Total: a new code of the use cases does not compile until the wire has a word for it. */
const CODE_OF: Readonly<Record<RoutingErrorCode, RpcErrorCode>> = {
  'not-found': 'not-found',
  invalid: 'invalid',
  conflict: 'conflict',
  forbidden: 'forbidden',
  expired: 'expired',
  exhausted: 'exhausted',
  refused: 'refused',
  blocked: 'blocked',
};

type FailureContext = Pick<GrpcContext, 'refused'> & { readonly useCases: Pick<GrpcContext['useCases'], 'logger'> };

const SUSPECT: ReadonlySet<RpcErrorCode> = new Set(['invalid', 'unauthenticated', 'forbidden']);

/**
 * What a caller is told of a failure. A refusal is counted, and logged without its words. Whatever says of itself that it may be tried again (store, log, contention) is
 * `unavailable`; anything else is a fault of ours: logged here, once, and told without its inside.
 */
export function toRpcError(error: unknown, context: FailureContext, doing: string): RpcError {
  const { logger } = context.useCases;
  const refusal = asRefusal(error);
  if (refusal !== undefined) {
    context.refused(refusal.code);
    // Who races for an offer loses now and then; what no client of ours would send is worth a line.
    if (SUSPECT.has(refusal.code)) logger.info({ doing, code: refusal.code }, 'refused');
    return refusal;
  }
  if (isRetryable(error)) {
    logger.warn({ err: error, doing }, 'call failed for now');
    return new RpcError('unavailable', 'not now: try again in a moment', { cause: error });
  }
  logger.error({ err: error, doing }, 'call failed');
  return new RpcError('internal', 'internal error', { cause: error as Error });
}

function asRefusal(error: unknown): RpcError | undefined {
  if (error instanceof RpcError) return error;
  return error instanceof RoutingError ? new RpcError(CODE_OF[error.code], error.message, { cause: error }) : undefined;
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}
