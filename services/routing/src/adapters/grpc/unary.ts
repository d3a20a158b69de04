import type { handleUnaryCall, Metadata } from '@grpc/grpc-js';
import { RpcError, toGrpcStatus } from '@onethread/rpc';
import { toRpcError } from './failures.ts';
import type { GrpcContext } from './grpc-context.ts';

/** A method as a function: it authenticates by the metadata, calls one use case, and throws what went wrong. */
export type UnaryMethod<Request, Response> = (
  context: GrpcContext,
  request: Request,
  metadata: Metadata,
) => Promise<Response>;

/** Calls of one process that are being answered; a page of each may be 2 MiB. More are told to come again. */
export const MAX_CALLS_IN_WORK = 500;

const callsInWork = new WeakMap<GrpcContext, number>();

/** Serves a method; whatever it throws becomes a gRPC status, never a crash. */
export function unary<Request, Response>(
  context: GrpcContext,
  name: string,
  method: UnaryMethod<Request, Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const fail = (error: unknown): void => callback(toGrpcStatus(toRpcError(error, context, name)));
    const inWork = callsInWork.get(context) ?? 0;
    if (inWork >= MAX_CALLS_IN_WORK) return fail(new RpcError('exhausted', 'this replica is busy: call again'));
    callsInWork.set(context, inWork + 1);
    Promise.resolve()
      .then(() => method(context, call.request, call.metadata))
      .finally(() => callsInWork.set(context, (callsInWork.get(context) ?? 1) - 1))
      .then((response) => callback(null, response), fail);
  };
}
