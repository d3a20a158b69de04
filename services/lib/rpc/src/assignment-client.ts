import type { ClientReadableStream } from '@grpc/grpc-js';
import type * as wire from './assignment-types.ts';
import { connect, lifeOf, promised, type ClientOptions, type RpcClient, type UnaryRest } from './client-channel.ts';
import { loadProtos } from './load-protos.ts';

export type WallboardStream = ClientReadableStream<wire.Wallboard>;
export type RecordingStream = ClientReadableStream<wire.RecordingChunk>;

/** Why a conversation is where it is, and what the queues look like now. */
export interface AssignmentClient extends RpcClient {
  /** Rejects with `RpcError`: not-found for an unknown conversation or agent. */
  explainConversation(request: wire.ExplainConversationRequestInput): Promise<wire.Explanation>;
  /** Whole at first, then what changed; ends with unavailable when its replica stops: open another. */
  watchWallboard(request?: wire.WatchWallboardRequestInput): WallboardStream;
  /** Operators only. */
  exportRecording(request: wire.ExportRecordingRequestInput): RecordingStream;
}

export function createAssignmentClient(options: ClientOptions): AssignmentClient {
  const client = connect(loadProtos().assignment, options);
  return {
    ...lifeOf(client),
    explainConversation: promised(
      options.deadlineMs,
      (request: wire.ExplainConversationRequestInput, ...rest: UnaryRest<wire.Explanation>) =>
        client.explainConversation(request, ...rest),
    ),
    watchWallboard: (request = {}) => client.watchWallboard(request),
    exportRecording: (request) => client.exportRecording(request),
  };
}
