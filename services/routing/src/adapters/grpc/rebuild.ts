import type { AdminServiceHandlers } from '@onethread/rpc';
import { rebuild as rebuildProjections } from '../../use-cases/rebuild/rebuild.ts';
import { authenticateAdmin } from './authenticate.ts';
import type { GrpcContext } from './grpc-context.ts';
import { progressStream } from './progress-stream.ts';

export function rebuild(context: GrpcContext): AdminServiceHandlers['Rebuild'] {
  return progressStream(context, 'Rebuild', async (call, tell) => {
    await authenticateAdmin(context, call.metadata);
    await rebuildProjections(context.useCases, call.request, ({ examples, ...progress }) =>
      tell({ ...progress, examples: [...examples] }),
    );
  });
}
