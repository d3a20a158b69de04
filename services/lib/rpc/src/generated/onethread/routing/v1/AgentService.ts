// Original file: proto/onethread/routing/v1/routing.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { WorkCommand as _onethread_routing_v1_WorkCommand, WorkCommand__Output as _onethread_routing_v1_WorkCommand__Output } from '../../../onethread/routing/v1/WorkCommand.ts';
import type { WorkEvent as _onethread_routing_v1_WorkEvent, WorkEvent__Output as _onethread_routing_v1_WorkEvent__Output } from '../../../onethread/routing/v1/WorkEvent.ts';

export interface AgentServiceClient extends grpc.Client {
  Work(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_onethread_routing_v1_WorkCommand, _onethread_routing_v1_WorkEvent__Output>;
  Work(options?: grpc.CallOptions): grpc.ClientDuplexStream<_onethread_routing_v1_WorkCommand, _onethread_routing_v1_WorkEvent__Output>;
  work(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_onethread_routing_v1_WorkCommand, _onethread_routing_v1_WorkEvent__Output>;
  work(options?: grpc.CallOptions): grpc.ClientDuplexStream<_onethread_routing_v1_WorkCommand, _onethread_routing_v1_WorkEvent__Output>;
  
}

export interface AgentServiceHandlers extends grpc.UntypedServiceImplementation {
  Work: grpc.handleBidiStreamingCall<_onethread_routing_v1_WorkCommand__Output, _onethread_routing_v1_WorkEvent>;
  
}

export interface AgentServiceDefinition extends grpc.ServiceDefinition {
  Work: MethodDefinition<_onethread_routing_v1_WorkCommand, _onethread_routing_v1_WorkEvent, _onethread_routing_v1_WorkCommand__Output, _onethread_routing_v1_WorkEvent__Output>
}
