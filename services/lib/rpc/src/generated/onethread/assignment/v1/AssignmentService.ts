// Original file: proto/onethread/assignment/v1/assignment.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ExplainConversationRequest as _onethread_assignment_v1_ExplainConversationRequest, ExplainConversationRequest__Output as _onethread_assignment_v1_ExplainConversationRequest__Output } from '../../../onethread/assignment/v1/ExplainConversationRequest.ts';
import type { Explanation as _onethread_assignment_v1_Explanation, Explanation__Output as _onethread_assignment_v1_Explanation__Output } from '../../../onethread/assignment/v1/Explanation.ts';
import type { ExportRecordingRequest as _onethread_assignment_v1_ExportRecordingRequest, ExportRecordingRequest__Output as _onethread_assignment_v1_ExportRecordingRequest__Output } from '../../../onethread/assignment/v1/ExportRecordingRequest.ts';
import type { RecordingChunk as _onethread_assignment_v1_RecordingChunk, RecordingChunk__Output as _onethread_assignment_v1_RecordingChunk__Output } from '../../../onethread/assignment/v1/RecordingChunk.ts';
import type { Wallboard as _onethread_assignment_v1_Wallboard, Wallboard__Output as _onethread_assignment_v1_Wallboard__Output } from '../../../onethread/assignment/v1/Wallboard.ts';
import type { WatchWallboardRequest as _onethread_assignment_v1_WatchWallboardRequest, WatchWallboardRequest__Output as _onethread_assignment_v1_WatchWallboardRequest__Output } from '../../../onethread/assignment/v1/WatchWallboardRequest.ts';

export interface AssignmentServiceClient extends grpc.Client {
  ExplainConversation(argument: _onethread_assignment_v1_ExplainConversationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_assignment_v1_Explanation__Output>): grpc.ClientUnaryCall;
  ExplainConversation(argument: _onethread_assignment_v1_ExplainConversationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_assignment_v1_Explanation__Output>): grpc.ClientUnaryCall;
  ExplainConversation(argument: _onethread_assignment_v1_ExplainConversationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_assignment_v1_Explanation__Output>): grpc.ClientUnaryCall;
  ExplainConversation(argument: _onethread_assignment_v1_ExplainConversationRequest, callback: grpc.requestCallback<_onethread_assignment_v1_Explanation__Output>): grpc.ClientUnaryCall;
  explainConversation(argument: _onethread_assignment_v1_ExplainConversationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_assignment_v1_Explanation__Output>): grpc.ClientUnaryCall;
  explainConversation(argument: _onethread_assignment_v1_ExplainConversationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_assignment_v1_Explanation__Output>): grpc.ClientUnaryCall;
  explainConversation(argument: _onethread_assignment_v1_ExplainConversationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_assignment_v1_Explanation__Output>): grpc.ClientUnaryCall;
  explainConversation(argument: _onethread_assignment_v1_ExplainConversationRequest, callback: grpc.requestCallback<_onethread_assignment_v1_Explanation__Output>): grpc.ClientUnaryCall;
  
  ExportRecording(argument: _onethread_assignment_v1_ExportRecordingRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_assignment_v1_RecordingChunk__Output>;
  ExportRecording(argument: _onethread_assignment_v1_ExportRecordingRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_assignment_v1_RecordingChunk__Output>;
  exportRecording(argument: _onethread_assignment_v1_ExportRecordingRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_assignment_v1_RecordingChunk__Output>;
  exportRecording(argument: _onethread_assignment_v1_ExportRecordingRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_assignment_v1_RecordingChunk__Output>;
  
  WatchWallboard(argument: _onethread_assignment_v1_WatchWallboardRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_assignment_v1_Wallboard__Output>;
  WatchWallboard(argument: _onethread_assignment_v1_WatchWallboardRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_assignment_v1_Wallboard__Output>;
  watchWallboard(argument: _onethread_assignment_v1_WatchWallboardRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_assignment_v1_Wallboard__Output>;
  watchWallboard(argument: _onethread_assignment_v1_WatchWallboardRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_assignment_v1_Wallboard__Output>;
  
}

export interface AssignmentServiceHandlers extends grpc.UntypedServiceImplementation {
  ExplainConversation: grpc.handleUnaryCall<_onethread_assignment_v1_ExplainConversationRequest__Output, _onethread_assignment_v1_Explanation>;
  
  ExportRecording: grpc.handleServerStreamingCall<_onethread_assignment_v1_ExportRecordingRequest__Output, _onethread_assignment_v1_RecordingChunk>;
  
  WatchWallboard: grpc.handleServerStreamingCall<_onethread_assignment_v1_WatchWallboardRequest__Output, _onethread_assignment_v1_Wallboard>;
  
}

export interface AssignmentServiceDefinition extends grpc.ServiceDefinition {
  ExplainConversation: MethodDefinition<_onethread_assignment_v1_ExplainConversationRequest, _onethread_assignment_v1_Explanation, _onethread_assignment_v1_ExplainConversationRequest__Output, _onethread_assignment_v1_Explanation__Output>
  ExportRecording: MethodDefinition<_onethread_assignment_v1_ExportRecordingRequest, _onethread_assignment_v1_RecordingChunk, _onethread_assignment_v1_ExportRecordingRequest__Output, _onethread_assignment_v1_RecordingChunk__Output>
  WatchWallboard: MethodDefinition<_onethread_assignment_v1_WatchWallboardRequest, _onethread_assignment_v1_Wallboard, _onethread_assignment_v1_WatchWallboardRequest__Output, _onethread_assignment_v1_Wallboard__Output>
}
