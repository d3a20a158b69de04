import { RpcError, type AssignmentServiceHandlers } from '@onethread/rpc';
import { authenticateAdmin } from '../authenticate.ts';
import type { GrpcContext } from '../grpc-context.ts';
import { progressStream } from '../progress-stream.ts';

export function exportRecording(context: GrpcContext): AssignmentServiceHandlers['ExportRecording'] {
  return progressStream(context, 'ExportRecording', async (call) => {
    await authenticateAdmin(context, call.metadata);
    throw new RpcError('unimplemented', 'recordings are not exported yet');
  });
}
