import type { AdminServiceHandlers } from '@onethread/rpc';
import { rebuildSearch as makeAgain } from '../../use-cases/search/rebuild-search.ts';
import { authenticateAdmin } from './authenticate.ts';
import type { GrpcContext } from './grpc-context.ts';
import { progressStream } from './progress-stream.ts';

export function rebuildSearch(context: GrpcContext): AdminServiceHandlers['RebuildSearch'] {
  return progressStream(context, 'RebuildSearch', async (call, tell) => {
    await authenticateAdmin(context, call.metadata);
    await makeAgain({ ...context.useCases, search: context.search }, tell);
  });
}
