import type { ServerWritableStream } from '@grpc/grpc-js';
import { RpcError, toGrpcStatus } from '@onethread/rpc';
import { toRpcError } from './failures.ts';
import type { GrpcContext } from './grpc-context.ts';

/** Serves a call that tells its progress; whatever `run` throws becomes a gRPC status, never a crash. */
export function progressStream<Request, Progress>(
  context: GrpcContext,
  name: string,
  run: (call: ServerWritableStream<Request, Progress>, tell: (progress: Progress) => Promise<void>) => Promise<void>,
): (call: ServerWritableStream<Request, Progress>) => void {
  return (call) => {
    run(call, (progress) => written(call, progress)).then(
      () => call.end(),
      (error: unknown) => call.emit('error', toGrpcStatus(toRpcError(error, context, name))),
    );
  };
}

/** A slow terminal holds up the work, not the memory; one that is gone ends it. */
async function written<Progress>(call: ServerWritableStream<unknown, Progress>, progress: Progress): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  call.once('cancelled', resolve);
  if (call.cancelled) resolve();
  else call.write(progress, () => resolve());
  await promise;
  call.off('cancelled', resolve);
  if (call.cancelled) throw new RpcError('cancelled', 'nobody waits for the answer');
}
