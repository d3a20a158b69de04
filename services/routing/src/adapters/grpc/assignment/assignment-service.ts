import type { AssignmentServiceHandlers } from '@onethread/rpc';
import type { GrpcContext } from '../grpc-context.ts';
import { unary } from '../unary.ts';
import { explainConversation } from './explain-conversation.ts';
import { exportRecording } from './export-recording.ts';
import { watchWallboard } from './watch-wallboard.ts';

/** onethread.assignment.v1.AssignmentService */
export function assignmentService(context: GrpcContext): AssignmentServiceHandlers {
  return {
    ExplainConversation: unary(context, 'ExplainConversation', explainConversation),
    WatchWallboard: watchWallboard(context),
    ExportRecording: exportRecording(context),
  };
}
