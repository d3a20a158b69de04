// Original file: proto/onethread/admin/v1/admin.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetStatusRequest as _onethread_admin_v1_GetStatusRequest, GetStatusRequest__Output as _onethread_admin_v1_GetStatusRequest__Output } from '../../../onethread/admin/v1/GetStatusRequest.ts';
import type { GetStatusResponse as _onethread_admin_v1_GetStatusResponse, GetStatusResponse__Output as _onethread_admin_v1_GetStatusResponse__Output } from '../../../onethread/admin/v1/GetStatusResponse.ts';
import type { InviteAgentRequest as _onethread_admin_v1_InviteAgentRequest, InviteAgentRequest__Output as _onethread_admin_v1_InviteAgentRequest__Output } from '../../../onethread/admin/v1/InviteAgentRequest.ts';
import type { InviteAgentResponse as _onethread_admin_v1_InviteAgentResponse, InviteAgentResponse__Output as _onethread_admin_v1_InviteAgentResponse__Output } from '../../../onethread/admin/v1/InviteAgentResponse.ts';
import type { IssueAgentTokenRequest as _onethread_admin_v1_IssueAgentTokenRequest, IssueAgentTokenRequest__Output as _onethread_admin_v1_IssueAgentTokenRequest__Output } from '../../../onethread/admin/v1/IssueAgentTokenRequest.ts';
import type { IssueAgentTokenResponse as _onethread_admin_v1_IssueAgentTokenResponse, IssueAgentTokenResponse__Output as _onethread_admin_v1_IssueAgentTokenResponse__Output } from '../../../onethread/admin/v1/IssueAgentTokenResponse.ts';
import type { ListAgentsRequest as _onethread_admin_v1_ListAgentsRequest, ListAgentsRequest__Output as _onethread_admin_v1_ListAgentsRequest__Output } from '../../../onethread/admin/v1/ListAgentsRequest.ts';
import type { ListAgentsResponse as _onethread_admin_v1_ListAgentsResponse, ListAgentsResponse__Output as _onethread_admin_v1_ListAgentsResponse__Output } from '../../../onethread/admin/v1/ListAgentsResponse.ts';
import type { PutAgentRequest as _onethread_admin_v1_PutAgentRequest, PutAgentRequest__Output as _onethread_admin_v1_PutAgentRequest__Output } from '../../../onethread/admin/v1/PutAgentRequest.ts';
import type { PutAgentResponse as _onethread_admin_v1_PutAgentResponse, PutAgentResponse__Output as _onethread_admin_v1_PutAgentResponse__Output } from '../../../onethread/admin/v1/PutAgentResponse.ts';
import type { RebuildProgress as _onethread_admin_v1_RebuildProgress, RebuildProgress__Output as _onethread_admin_v1_RebuildProgress__Output } from '../../../onethread/admin/v1/RebuildProgress.ts';
import type { RebuildRequest as _onethread_admin_v1_RebuildRequest, RebuildRequest__Output as _onethread_admin_v1_RebuildRequest__Output } from '../../../onethread/admin/v1/RebuildRequest.ts';
import type { SetAgentDisabledRequest as _onethread_admin_v1_SetAgentDisabledRequest, SetAgentDisabledRequest__Output as _onethread_admin_v1_SetAgentDisabledRequest__Output } from '../../../onethread/admin/v1/SetAgentDisabledRequest.ts';
import type { SetAgentDisabledResponse as _onethread_admin_v1_SetAgentDisabledResponse, SetAgentDisabledResponse__Output as _onethread_admin_v1_SetAgentDisabledResponse__Output } from '../../../onethread/admin/v1/SetAgentDisabledResponse.ts';

export interface AdminServiceClient extends grpc.Client {
  GetStatus(argument: _onethread_admin_v1_GetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _onethread_admin_v1_GetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _onethread_admin_v1_GetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _onethread_admin_v1_GetStatusRequest, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _onethread_admin_v1_GetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _onethread_admin_v1_GetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _onethread_admin_v1_GetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _onethread_admin_v1_GetStatusRequest, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  
  InviteAgent(argument: _onethread_admin_v1_InviteAgentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_InviteAgentResponse__Output>): grpc.ClientUnaryCall;
  InviteAgent(argument: _onethread_admin_v1_InviteAgentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_InviteAgentResponse__Output>): grpc.ClientUnaryCall;
  InviteAgent(argument: _onethread_admin_v1_InviteAgentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_InviteAgentResponse__Output>): grpc.ClientUnaryCall;
  InviteAgent(argument: _onethread_admin_v1_InviteAgentRequest, callback: grpc.requestCallback<_onethread_admin_v1_InviteAgentResponse__Output>): grpc.ClientUnaryCall;
  inviteAgent(argument: _onethread_admin_v1_InviteAgentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_InviteAgentResponse__Output>): grpc.ClientUnaryCall;
  inviteAgent(argument: _onethread_admin_v1_InviteAgentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_InviteAgentResponse__Output>): grpc.ClientUnaryCall;
  inviteAgent(argument: _onethread_admin_v1_InviteAgentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_InviteAgentResponse__Output>): grpc.ClientUnaryCall;
  inviteAgent(argument: _onethread_admin_v1_InviteAgentRequest, callback: grpc.requestCallback<_onethread_admin_v1_InviteAgentResponse__Output>): grpc.ClientUnaryCall;
  
  IssueAgentToken(argument: _onethread_admin_v1_IssueAgentTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_IssueAgentTokenResponse__Output>): grpc.ClientUnaryCall;
  IssueAgentToken(argument: _onethread_admin_v1_IssueAgentTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_IssueAgentTokenResponse__Output>): grpc.ClientUnaryCall;
  IssueAgentToken(argument: _onethread_admin_v1_IssueAgentTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_IssueAgentTokenResponse__Output>): grpc.ClientUnaryCall;
  IssueAgentToken(argument: _onethread_admin_v1_IssueAgentTokenRequest, callback: grpc.requestCallback<_onethread_admin_v1_IssueAgentTokenResponse__Output>): grpc.ClientUnaryCall;
  issueAgentToken(argument: _onethread_admin_v1_IssueAgentTokenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_IssueAgentTokenResponse__Output>): grpc.ClientUnaryCall;
  issueAgentToken(argument: _onethread_admin_v1_IssueAgentTokenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_IssueAgentTokenResponse__Output>): grpc.ClientUnaryCall;
  issueAgentToken(argument: _onethread_admin_v1_IssueAgentTokenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_IssueAgentTokenResponse__Output>): grpc.ClientUnaryCall;
  issueAgentToken(argument: _onethread_admin_v1_IssueAgentTokenRequest, callback: grpc.requestCallback<_onethread_admin_v1_IssueAgentTokenResponse__Output>): grpc.ClientUnaryCall;
  
  ListAgents(argument: _onethread_admin_v1_ListAgentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListAgentsResponse__Output>): grpc.ClientUnaryCall;
  ListAgents(argument: _onethread_admin_v1_ListAgentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ListAgentsResponse__Output>): grpc.ClientUnaryCall;
  ListAgents(argument: _onethread_admin_v1_ListAgentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListAgentsResponse__Output>): grpc.ClientUnaryCall;
  ListAgents(argument: _onethread_admin_v1_ListAgentsRequest, callback: grpc.requestCallback<_onethread_admin_v1_ListAgentsResponse__Output>): grpc.ClientUnaryCall;
  listAgents(argument: _onethread_admin_v1_ListAgentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListAgentsResponse__Output>): grpc.ClientUnaryCall;
  listAgents(argument: _onethread_admin_v1_ListAgentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ListAgentsResponse__Output>): grpc.ClientUnaryCall;
  listAgents(argument: _onethread_admin_v1_ListAgentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListAgentsResponse__Output>): grpc.ClientUnaryCall;
  listAgents(argument: _onethread_admin_v1_ListAgentsRequest, callback: grpc.requestCallback<_onethread_admin_v1_ListAgentsResponse__Output>): grpc.ClientUnaryCall;
  
  PutAgent(argument: _onethread_admin_v1_PutAgentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_PutAgentResponse__Output>): grpc.ClientUnaryCall;
  PutAgent(argument: _onethread_admin_v1_PutAgentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_PutAgentResponse__Output>): grpc.ClientUnaryCall;
  PutAgent(argument: _onethread_admin_v1_PutAgentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_PutAgentResponse__Output>): grpc.ClientUnaryCall;
  PutAgent(argument: _onethread_admin_v1_PutAgentRequest, callback: grpc.requestCallback<_onethread_admin_v1_PutAgentResponse__Output>): grpc.ClientUnaryCall;
  putAgent(argument: _onethread_admin_v1_PutAgentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_PutAgentResponse__Output>): grpc.ClientUnaryCall;
  putAgent(argument: _onethread_admin_v1_PutAgentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_PutAgentResponse__Output>): grpc.ClientUnaryCall;
  putAgent(argument: _onethread_admin_v1_PutAgentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_PutAgentResponse__Output>): grpc.ClientUnaryCall;
  putAgent(argument: _onethread_admin_v1_PutAgentRequest, callback: grpc.requestCallback<_onethread_admin_v1_PutAgentResponse__Output>): grpc.ClientUnaryCall;
  
  Rebuild(argument: _onethread_admin_v1_RebuildRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_RebuildProgress__Output>;
  Rebuild(argument: _onethread_admin_v1_RebuildRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_RebuildProgress__Output>;
  rebuild(argument: _onethread_admin_v1_RebuildRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_RebuildProgress__Output>;
  rebuild(argument: _onethread_admin_v1_RebuildRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_RebuildProgress__Output>;
  
  SetAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  SetAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  SetAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  SetAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  setAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  setAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  setAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  setAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface AdminServiceHandlers extends grpc.UntypedServiceImplementation {
  GetStatus: grpc.handleUnaryCall<_onethread_admin_v1_GetStatusRequest__Output, _onethread_admin_v1_GetStatusResponse>;
  
  InviteAgent: grpc.handleUnaryCall<_onethread_admin_v1_InviteAgentRequest__Output, _onethread_admin_v1_InviteAgentResponse>;
  
  IssueAgentToken: grpc.handleUnaryCall<_onethread_admin_v1_IssueAgentTokenRequest__Output, _onethread_admin_v1_IssueAgentTokenResponse>;
  
  ListAgents: grpc.handleUnaryCall<_onethread_admin_v1_ListAgentsRequest__Output, _onethread_admin_v1_ListAgentsResponse>;
  
  PutAgent: grpc.handleUnaryCall<_onethread_admin_v1_PutAgentRequest__Output, _onethread_admin_v1_PutAgentResponse>;
  
  Rebuild: grpc.handleServerStreamingCall<_onethread_admin_v1_RebuildRequest__Output, _onethread_admin_v1_RebuildProgress>;
  
  SetAgentDisabled: grpc.handleUnaryCall<_onethread_admin_v1_SetAgentDisabledRequest__Output, _onethread_admin_v1_SetAgentDisabledResponse>;
  
}

export interface AdminServiceDefinition extends grpc.ServiceDefinition {
  GetStatus: MethodDefinition<_onethread_admin_v1_GetStatusRequest, _onethread_admin_v1_GetStatusResponse, _onethread_admin_v1_GetStatusRequest__Output, _onethread_admin_v1_GetStatusResponse__Output>
  InviteAgent: MethodDefinition<_onethread_admin_v1_InviteAgentRequest, _onethread_admin_v1_InviteAgentResponse, _onethread_admin_v1_InviteAgentRequest__Output, _onethread_admin_v1_InviteAgentResponse__Output>
  IssueAgentToken: MethodDefinition<_onethread_admin_v1_IssueAgentTokenRequest, _onethread_admin_v1_IssueAgentTokenResponse, _onethread_admin_v1_IssueAgentTokenRequest__Output, _onethread_admin_v1_IssueAgentTokenResponse__Output>
  ListAgents: MethodDefinition<_onethread_admin_v1_ListAgentsRequest, _onethread_admin_v1_ListAgentsResponse, _onethread_admin_v1_ListAgentsRequest__Output, _onethread_admin_v1_ListAgentsResponse__Output>
  PutAgent: MethodDefinition<_onethread_admin_v1_PutAgentRequest, _onethread_admin_v1_PutAgentResponse, _onethread_admin_v1_PutAgentRequest__Output, _onethread_admin_v1_PutAgentResponse__Output>
  Rebuild: MethodDefinition<_onethread_admin_v1_RebuildRequest, _onethread_admin_v1_RebuildProgress, _onethread_admin_v1_RebuildRequest__Output, _onethread_admin_v1_RebuildProgress__Output>
  SetAgentDisabled: MethodDefinition<_onethread_admin_v1_SetAgentDisabledRequest, _onethread_admin_v1_SetAgentDisabledResponse, _onethread_admin_v1_SetAgentDisabledRequest__Output, _onethread_admin_v1_SetAgentDisabledResponse__Output>
}
