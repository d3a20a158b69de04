import { RpcError, toGrpcStatus, type AssignmentServiceHandlers } from '@onethread/rpc';
import { authenticateReader } from '../authenticate.ts';
import { toRpcError } from '../failures.ts';
import type { GrpcContext } from '../grpc-context.ts';

export function watchWallboard(context: GrpcContext): AssignmentServiceHandlers['WatchWallboard'] {
  return (call) => {
    const begin = async (): Promise<void> => {
      await authenticateReader(context, call.metadata);
      throw new RpcError('unimplemented', 'there is no wallboard yet');
    };
    begin().catch((error: unknown) => call.emit('error', toGrpcStatus(toRpcError(error, context, 'WatchWallboard'))));
  };
}
