import type { handleUnaryCall, Metadata } from '@grpc/grpc-js';
import { toGrpcStatus } from '@onethread/rpc';
import { toRpcError } from './failures.ts';
import type { GrpcContext } from './grpc-context.ts';

/** A method as a function: it authenticates by the metadata, calls one use case, and throws what went wrong. */
export type UnaryMethod<Request, Response> = (
  context: GrpcContext,
  request: Request,
  metadata: Metadata,
) => Promise<Response>;

/** Serves a method; whatever it throws becomes a gRPC status, never a crash. */
export function unary<Request, Response>(
  context: GrpcContext,
  name: string,
  method: UnaryMethod<Request, Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => method(context, call.request, call.metadata))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(toGrpcStatus(toRpcError(error, context, name))),
      );
  };
}
