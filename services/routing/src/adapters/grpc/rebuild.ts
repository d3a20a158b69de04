import type { ServerWritableStream } from '@grpc/grpc-js';
import { RpcError, toGrpcStatus, type AdminServiceHandlers, type RebuildProgressInput } from '@onethread/rpc';
import { rebuild as rebuildProjections } from '../../use-cases/rebuild/rebuild.ts';
import { authenticateAdmin } from './authenticate.ts';
import { toRpcError } from './failures.ts';
import type { GrpcContext } from './grpc-context.ts';

export function rebuild(context: GrpcContext): AdminServiceHandlers['Rebuild'] {
  const { useCases } = context;
  return (call) => {
    const run = async (): Promise<void> => {
      await authenticateAdmin(context, call.metadata);
      await rebuildProjections(useCases, call.request, ({ examples, ...progress }) =>
        written(call, { ...progress, examples: [...examples] }),
      );
      call.end();
    };
    run().catch((error: unknown) => call.emit('error', toGrpcStatus(toRpcError(error, context, 'Rebuild'))));
  };
}

/** A slow terminal holds up the work, not the memory; one that is gone ends it. */
async function written(
  call: ServerWritableStream<unknown, RebuildProgressInput>,
  progress: RebuildProgressInput,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  call.once('cancelled', resolve);
  if (call.cancelled) resolve();
  else call.write(progress, () => resolve());
  await promise;
  call.off('cancelled', resolve);
  if (call.cancelled) throw new RpcError('cancelled', 'nobody waits for the answer');
}
