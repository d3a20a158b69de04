import { toGrpcStatus, type AdminServiceHandlers } from '@onethread/rpc';
import { checkProjections } from '../../use-cases/reading/check-projections.ts';
import { ADMIN_ROLES, authenticate } from './authenticate.ts';
import { toRpcError } from './failures.ts';
import type { GrpcContext } from './grpc-context.ts';

export function rebuild(context: GrpcContext): AdminServiceHandlers['Rebuild'] {
  const { logger } = context.useCases;
  return (call) => {
    const run = async (): Promise<void> => {
      await authenticate(context, call.metadata, ADMIN_ROLES);
      for await (const { examples, ...progress } of checkProjections(context.useCases, call.request)) {
        if (call.cancelled) return;
        // A slow terminal holds up the check, not the memory.
        const written = Promise.withResolvers<void>();
        call.write({ ...progress, examples: [...examples] }, () => written.resolve());
        call.once('cancelled', written.resolve);
        await written.promise;
        call.off('cancelled', written.resolve);
      }
      call.end();
    };
    run().catch((error: unknown) => call.emit('error', toGrpcStatus(toRpcError(error, logger, 'Rebuild'))));
  };
}
