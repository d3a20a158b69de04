// Original file: proto/onethread/admin/v1/admin.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DropDeadLetterRequest as _onethread_admin_v1_DropDeadLetterRequest, DropDeadLetterRequest__Output as _onethread_admin_v1_DropDeadLetterRequest__Output } from '../../../onethread/admin/v1/DropDeadLetterRequest.ts';
import type { DropDeadLetterResponse as _onethread_admin_v1_DropDeadLetterResponse, DropDeadLetterResponse__Output as _onethread_admin_v1_DropDeadLetterResponse__Output } from '../../../onethread/admin/v1/DropDeadLetterResponse.ts';
import type { DropParkedRequest as _onethread_admin_v1_DropParkedRequest, DropParkedRequest__Output as _onethread_admin_v1_DropParkedRequest__Output } from '../../../onethread/admin/v1/DropParkedRequest.ts';
import type { DropParkedResponse as _onethread_admin_v1_DropParkedResponse, DropParkedResponse__Output as _onethread_admin_v1_DropParkedResponse__Output } from '../../../onethread/admin/v1/DropParkedResponse.ts';
import type { ErasePersonRequest as _onethread_admin_v1_ErasePersonRequest, ErasePersonRequest__Output as _onethread_admin_v1_ErasePersonRequest__Output } from '../../../onethread/admin/v1/ErasePersonRequest.ts';
import type { ErasePersonResponse as _onethread_admin_v1_ErasePersonResponse, ErasePersonResponse__Output as _onethread_admin_v1_ErasePersonResponse__Output } from '../../../onethread/admin/v1/ErasePersonResponse.ts';
import type { ExportPersonRequest as _onethread_admin_v1_ExportPersonRequest, ExportPersonRequest__Output as _onethread_admin_v1_ExportPersonRequest__Output } from '../../../onethread/admin/v1/ExportPersonRequest.ts';
import type { ExportPersonResponse as _onethread_admin_v1_ExportPersonResponse, ExportPersonResponse__Output as _onethread_admin_v1_ExportPersonResponse__Output } from '../../../onethread/admin/v1/ExportPersonResponse.ts';
import type { GetDeadLetterRequest as _onethread_admin_v1_GetDeadLetterRequest, GetDeadLetterRequest__Output as _onethread_admin_v1_GetDeadLetterRequest__Output } from '../../../onethread/admin/v1/GetDeadLetterRequest.ts';
import type { GetDeadLetterResponse as _onethread_admin_v1_GetDeadLetterResponse, GetDeadLetterResponse__Output as _onethread_admin_v1_GetDeadLetterResponse__Output } from '../../../onethread/admin/v1/GetDeadLetterResponse.ts';
import type { GetStatusRequest as _onethread_admin_v1_GetStatusRequest, GetStatusRequest__Output as _onethread_admin_v1_GetStatusRequest__Output } from '../../../onethread/admin/v1/GetStatusRequest.ts';
import type { GetStatusResponse as _onethread_admin_v1_GetStatusResponse, GetStatusResponse__Output as _onethread_admin_v1_GetStatusResponse__Output } from '../../../onethread/admin/v1/GetStatusResponse.ts';
import type { ImportLinksRequest as _onethread_admin_v1_ImportLinksRequest, ImportLinksRequest__Output as _onethread_admin_v1_ImportLinksRequest__Output } from '../../../onethread/admin/v1/ImportLinksRequest.ts';
import type { ImportLinksResponse as _onethread_admin_v1_ImportLinksResponse, ImportLinksResponse__Output as _onethread_admin_v1_ImportLinksResponse__Output } from '../../../onethread/admin/v1/ImportLinksResponse.ts';
import type { InviteAgentRequest as _onethread_admin_v1_InviteAgentRequest, InviteAgentRequest__Output as _onethread_admin_v1_InviteAgentRequest__Output } from '../../../onethread/admin/v1/InviteAgentRequest.ts';
import type { InviteAgentResponse as _onethread_admin_v1_InviteAgentResponse, InviteAgentResponse__Output as _onethread_admin_v1_InviteAgentResponse__Output } from '../../../onethread/admin/v1/InviteAgentResponse.ts';
import type { IssueAgentTokenRequest as _onethread_admin_v1_IssueAgentTokenRequest, IssueAgentTokenRequest__Output as _onethread_admin_v1_IssueAgentTokenRequest__Output } from '../../../onethread/admin/v1/IssueAgentTokenRequest.ts';
import type { IssueAgentTokenResponse as _onethread_admin_v1_IssueAgentTokenResponse, IssueAgentTokenResponse__Output as _onethread_admin_v1_IssueAgentTokenResponse__Output } from '../../../onethread/admin/v1/IssueAgentTokenResponse.ts';
import type { ListAgentsRequest as _onethread_admin_v1_ListAgentsRequest, ListAgentsRequest__Output as _onethread_admin_v1_ListAgentsRequest__Output } from '../../../onethread/admin/v1/ListAgentsRequest.ts';
import type { ListAgentsResponse as _onethread_admin_v1_ListAgentsResponse, ListAgentsResponse__Output as _onethread_admin_v1_ListAgentsResponse__Output } from '../../../onethread/admin/v1/ListAgentsResponse.ts';
import type { ListDeadLettersRequest as _onethread_admin_v1_ListDeadLettersRequest, ListDeadLettersRequest__Output as _onethread_admin_v1_ListDeadLettersRequest__Output } from '../../../onethread/admin/v1/ListDeadLettersRequest.ts';
import type { ListDeadLettersResponse as _onethread_admin_v1_ListDeadLettersResponse, ListDeadLettersResponse__Output as _onethread_admin_v1_ListDeadLettersResponse__Output } from '../../../onethread/admin/v1/ListDeadLettersResponse.ts';
import type { ListParkedRequest as _onethread_admin_v1_ListParkedRequest, ListParkedRequest__Output as _onethread_admin_v1_ListParkedRequest__Output } from '../../../onethread/admin/v1/ListParkedRequest.ts';
import type { ListParkedResponse as _onethread_admin_v1_ListParkedResponse, ListParkedResponse__Output as _onethread_admin_v1_ListParkedResponse__Output } from '../../../onethread/admin/v1/ListParkedResponse.ts';
import type { PutAgentRequest as _onethread_admin_v1_PutAgentRequest, PutAgentRequest__Output as _onethread_admin_v1_PutAgentRequest__Output } from '../../../onethread/admin/v1/PutAgentRequest.ts';
import type { PutAgentResponse as _onethread_admin_v1_PutAgentResponse, PutAgentResponse__Output as _onethread_admin_v1_PutAgentResponse__Output } from '../../../onethread/admin/v1/PutAgentResponse.ts';
import type { RebuildProgress as _onethread_admin_v1_RebuildProgress, RebuildProgress__Output as _onethread_admin_v1_RebuildProgress__Output } from '../../../onethread/admin/v1/RebuildProgress.ts';
import type { RebuildRequest as _onethread_admin_v1_RebuildRequest, RebuildRequest__Output as _onethread_admin_v1_RebuildRequest__Output } from '../../../onethread/admin/v1/RebuildRequest.ts';
import type { RebuildSearchRequest as _onethread_admin_v1_RebuildSearchRequest, RebuildSearchRequest__Output as _onethread_admin_v1_RebuildSearchRequest__Output } from '../../../onethread/admin/v1/RebuildSearchRequest.ts';
import type { RebuildSearchResponse as _onethread_admin_v1_RebuildSearchResponse, RebuildSearchResponse__Output as _onethread_admin_v1_RebuildSearchResponse__Output } from '../../../onethread/admin/v1/RebuildSearchResponse.ts';
import type { ReplayDeadLetterRequest as _onethread_admin_v1_ReplayDeadLetterRequest, ReplayDeadLetterRequest__Output as _onethread_admin_v1_ReplayDeadLetterRequest__Output } from '../../../onethread/admin/v1/ReplayDeadLetterRequest.ts';
import type { ReplayDeadLetterResponse as _onethread_admin_v1_ReplayDeadLetterResponse, ReplayDeadLetterResponse__Output as _onethread_admin_v1_ReplayDeadLetterResponse__Output } from '../../../onethread/admin/v1/ReplayDeadLetterResponse.ts';
import type { RetryParkedRequest as _onethread_admin_v1_RetryParkedRequest, RetryParkedRequest__Output as _onethread_admin_v1_RetryParkedRequest__Output } from '../../../onethread/admin/v1/RetryParkedRequest.ts';
import type { RetryParkedResponse as _onethread_admin_v1_RetryParkedResponse, RetryParkedResponse__Output as _onethread_admin_v1_RetryParkedResponse__Output } from '../../../onethread/admin/v1/RetryParkedResponse.ts';
import type { SetAgentDisabledRequest as _onethread_admin_v1_SetAgentDisabledRequest, SetAgentDisabledRequest__Output as _onethread_admin_v1_SetAgentDisabledRequest__Output } from '../../../onethread/admin/v1/SetAgentDisabledRequest.ts';
import type { SetAgentDisabledResponse as _onethread_admin_v1_SetAgentDisabledResponse, SetAgentDisabledResponse__Output as _onethread_admin_v1_SetAgentDisabledResponse__Output } from '../../../onethread/admin/v1/SetAgentDisabledResponse.ts';
import type { VerifyDeliveryRequest as _onethread_admin_v1_VerifyDeliveryRequest, VerifyDeliveryRequest__Output as _onethread_admin_v1_VerifyDeliveryRequest__Output } from '../../../onethread/admin/v1/VerifyDeliveryRequest.ts';
import type { VerifyDeliveryResponse as _onethread_admin_v1_VerifyDeliveryResponse, VerifyDeliveryResponse__Output as _onethread_admin_v1_VerifyDeliveryResponse__Output } from '../../../onethread/admin/v1/VerifyDeliveryResponse.ts';

export interface AdminServiceClient extends grpc.Client {
  DropDeadLetter(argument: _onethread_admin_v1_DropDeadLetterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_DropDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  DropDeadLetter(argument: _onethread_admin_v1_DropDeadLetterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_DropDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  DropDeadLetter(argument: _onethread_admin_v1_DropDeadLetterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_DropDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  DropDeadLetter(argument: _onethread_admin_v1_DropDeadLetterRequest, callback: grpc.requestCallback<_onethread_admin_v1_DropDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  dropDeadLetter(argument: _onethread_admin_v1_DropDeadLetterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_DropDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  dropDeadLetter(argument: _onethread_admin_v1_DropDeadLetterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_DropDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  dropDeadLetter(argument: _onethread_admin_v1_DropDeadLetterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_DropDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  dropDeadLetter(argument: _onethread_admin_v1_DropDeadLetterRequest, callback: grpc.requestCallback<_onethread_admin_v1_DropDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  
  DropParked(argument: _onethread_admin_v1_DropParkedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_DropParkedResponse__Output>): grpc.ClientUnaryCall;
  DropParked(argument: _onethread_admin_v1_DropParkedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_DropParkedResponse__Output>): grpc.ClientUnaryCall;
  DropParked(argument: _onethread_admin_v1_DropParkedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_DropParkedResponse__Output>): grpc.ClientUnaryCall;
  DropParked(argument: _onethread_admin_v1_DropParkedRequest, callback: grpc.requestCallback<_onethread_admin_v1_DropParkedResponse__Output>): grpc.ClientUnaryCall;
  dropParked(argument: _onethread_admin_v1_DropParkedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_DropParkedResponse__Output>): grpc.ClientUnaryCall;
  dropParked(argument: _onethread_admin_v1_DropParkedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_DropParkedResponse__Output>): grpc.ClientUnaryCall;
  dropParked(argument: _onethread_admin_v1_DropParkedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_DropParkedResponse__Output>): grpc.ClientUnaryCall;
  dropParked(argument: _onethread_admin_v1_DropParkedRequest, callback: grpc.requestCallback<_onethread_admin_v1_DropParkedResponse__Output>): grpc.ClientUnaryCall;
  
  ErasePerson(argument: _onethread_admin_v1_ErasePersonRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_ErasePersonResponse__Output>;
  ErasePerson(argument: _onethread_admin_v1_ErasePersonRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_ErasePersonResponse__Output>;
  erasePerson(argument: _onethread_admin_v1_ErasePersonRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_ErasePersonResponse__Output>;
  erasePerson(argument: _onethread_admin_v1_ErasePersonRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_ErasePersonResponse__Output>;
  
  ExportPerson(argument: _onethread_admin_v1_ExportPersonRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_ExportPersonResponse__Output>;
  ExportPerson(argument: _onethread_admin_v1_ExportPersonRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_ExportPersonResponse__Output>;
  exportPerson(argument: _onethread_admin_v1_ExportPersonRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_ExportPersonResponse__Output>;
  exportPerson(argument: _onethread_admin_v1_ExportPersonRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_ExportPersonResponse__Output>;
  
  GetDeadLetter(argument: _onethread_admin_v1_GetDeadLetterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  GetDeadLetter(argument: _onethread_admin_v1_GetDeadLetterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_GetDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  GetDeadLetter(argument: _onethread_admin_v1_GetDeadLetterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  GetDeadLetter(argument: _onethread_admin_v1_GetDeadLetterRequest, callback: grpc.requestCallback<_onethread_admin_v1_GetDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  getDeadLetter(argument: _onethread_admin_v1_GetDeadLetterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  getDeadLetter(argument: _onethread_admin_v1_GetDeadLetterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_GetDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  getDeadLetter(argument: _onethread_admin_v1_GetDeadLetterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  getDeadLetter(argument: _onethread_admin_v1_GetDeadLetterRequest, callback: grpc.requestCallback<_onethread_admin_v1_GetDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  
  GetStatus(argument: _onethread_admin_v1_GetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _onethread_admin_v1_GetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _onethread_admin_v1_GetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _onethread_admin_v1_GetStatusRequest, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _onethread_admin_v1_GetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _onethread_admin_v1_GetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _onethread_admin_v1_GetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _onethread_admin_v1_GetStatusRequest, callback: grpc.requestCallback<_onethread_admin_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  
  ImportLinks(argument: _onethread_admin_v1_ImportLinksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ImportLinksResponse__Output>): grpc.ClientUnaryCall;
  ImportLinks(argument: _onethread_admin_v1_ImportLinksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ImportLinksResponse__Output>): grpc.ClientUnaryCall;
  ImportLinks(argument: _onethread_admin_v1_ImportLinksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ImportLinksResponse__Output>): grpc.ClientUnaryCall;
  ImportLinks(argument: _onethread_admin_v1_ImportLinksRequest, callback: grpc.requestCallback<_onethread_admin_v1_ImportLinksResponse__Output>): grpc.ClientUnaryCall;
  importLinks(argument: _onethread_admin_v1_ImportLinksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ImportLinksResponse__Output>): grpc.ClientUnaryCall;
  importLinks(argument: _onethread_admin_v1_ImportLinksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ImportLinksResponse__Output>): grpc.ClientUnaryCall;
  importLinks(argument: _onethread_admin_v1_ImportLinksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ImportLinksResponse__Output>): grpc.ClientUnaryCall;
  importLinks(argument: _onethread_admin_v1_ImportLinksRequest, callback: grpc.requestCallback<_onethread_admin_v1_ImportLinksResponse__Output>): grpc.ClientUnaryCall;
  
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
  
  ListDeadLetters(argument: _onethread_admin_v1_ListDeadLettersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListDeadLettersResponse__Output>): grpc.ClientUnaryCall;
  ListDeadLetters(argument: _onethread_admin_v1_ListDeadLettersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ListDeadLettersResponse__Output>): grpc.ClientUnaryCall;
  ListDeadLetters(argument: _onethread_admin_v1_ListDeadLettersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListDeadLettersResponse__Output>): grpc.ClientUnaryCall;
  ListDeadLetters(argument: _onethread_admin_v1_ListDeadLettersRequest, callback: grpc.requestCallback<_onethread_admin_v1_ListDeadLettersResponse__Output>): grpc.ClientUnaryCall;
  listDeadLetters(argument: _onethread_admin_v1_ListDeadLettersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListDeadLettersResponse__Output>): grpc.ClientUnaryCall;
  listDeadLetters(argument: _onethread_admin_v1_ListDeadLettersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ListDeadLettersResponse__Output>): grpc.ClientUnaryCall;
  listDeadLetters(argument: _onethread_admin_v1_ListDeadLettersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListDeadLettersResponse__Output>): grpc.ClientUnaryCall;
  listDeadLetters(argument: _onethread_admin_v1_ListDeadLettersRequest, callback: grpc.requestCallback<_onethread_admin_v1_ListDeadLettersResponse__Output>): grpc.ClientUnaryCall;
  
  ListParked(argument: _onethread_admin_v1_ListParkedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListParkedResponse__Output>): grpc.ClientUnaryCall;
  ListParked(argument: _onethread_admin_v1_ListParkedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ListParkedResponse__Output>): grpc.ClientUnaryCall;
  ListParked(argument: _onethread_admin_v1_ListParkedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListParkedResponse__Output>): grpc.ClientUnaryCall;
  ListParked(argument: _onethread_admin_v1_ListParkedRequest, callback: grpc.requestCallback<_onethread_admin_v1_ListParkedResponse__Output>): grpc.ClientUnaryCall;
  listParked(argument: _onethread_admin_v1_ListParkedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListParkedResponse__Output>): grpc.ClientUnaryCall;
  listParked(argument: _onethread_admin_v1_ListParkedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ListParkedResponse__Output>): grpc.ClientUnaryCall;
  listParked(argument: _onethread_admin_v1_ListParkedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ListParkedResponse__Output>): grpc.ClientUnaryCall;
  listParked(argument: _onethread_admin_v1_ListParkedRequest, callback: grpc.requestCallback<_onethread_admin_v1_ListParkedResponse__Output>): grpc.ClientUnaryCall;
  
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
  
  RebuildSearch(argument: _onethread_admin_v1_RebuildSearchRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_RebuildSearchResponse__Output>;
  RebuildSearch(argument: _onethread_admin_v1_RebuildSearchRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_RebuildSearchResponse__Output>;
  rebuildSearch(argument: _onethread_admin_v1_RebuildSearchRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_RebuildSearchResponse__Output>;
  rebuildSearch(argument: _onethread_admin_v1_RebuildSearchRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_RebuildSearchResponse__Output>;
  
  ReplayDeadLetter(argument: _onethread_admin_v1_ReplayDeadLetterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ReplayDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  ReplayDeadLetter(argument: _onethread_admin_v1_ReplayDeadLetterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ReplayDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  ReplayDeadLetter(argument: _onethread_admin_v1_ReplayDeadLetterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ReplayDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  ReplayDeadLetter(argument: _onethread_admin_v1_ReplayDeadLetterRequest, callback: grpc.requestCallback<_onethread_admin_v1_ReplayDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  replayDeadLetter(argument: _onethread_admin_v1_ReplayDeadLetterRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ReplayDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  replayDeadLetter(argument: _onethread_admin_v1_ReplayDeadLetterRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_ReplayDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  replayDeadLetter(argument: _onethread_admin_v1_ReplayDeadLetterRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_ReplayDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  replayDeadLetter(argument: _onethread_admin_v1_ReplayDeadLetterRequest, callback: grpc.requestCallback<_onethread_admin_v1_ReplayDeadLetterResponse__Output>): grpc.ClientUnaryCall;
  
  RetryParked(argument: _onethread_admin_v1_RetryParkedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_RetryParkedResponse__Output>): grpc.ClientUnaryCall;
  RetryParked(argument: _onethread_admin_v1_RetryParkedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_RetryParkedResponse__Output>): grpc.ClientUnaryCall;
  RetryParked(argument: _onethread_admin_v1_RetryParkedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_RetryParkedResponse__Output>): grpc.ClientUnaryCall;
  RetryParked(argument: _onethread_admin_v1_RetryParkedRequest, callback: grpc.requestCallback<_onethread_admin_v1_RetryParkedResponse__Output>): grpc.ClientUnaryCall;
  retryParked(argument: _onethread_admin_v1_RetryParkedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_RetryParkedResponse__Output>): grpc.ClientUnaryCall;
  retryParked(argument: _onethread_admin_v1_RetryParkedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_RetryParkedResponse__Output>): grpc.ClientUnaryCall;
  retryParked(argument: _onethread_admin_v1_RetryParkedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_RetryParkedResponse__Output>): grpc.ClientUnaryCall;
  retryParked(argument: _onethread_admin_v1_RetryParkedRequest, callback: grpc.requestCallback<_onethread_admin_v1_RetryParkedResponse__Output>): grpc.ClientUnaryCall;
  
  SetAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  SetAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  SetAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  SetAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  setAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  setAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  setAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  setAgentDisabled(argument: _onethread_admin_v1_SetAgentDisabledRequest, callback: grpc.requestCallback<_onethread_admin_v1_SetAgentDisabledResponse__Output>): grpc.ClientUnaryCall;
  
  VerifyDelivery(argument: _onethread_admin_v1_VerifyDeliveryRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_VerifyDeliveryResponse__Output>;
  VerifyDelivery(argument: _onethread_admin_v1_VerifyDeliveryRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_VerifyDeliveryResponse__Output>;
  verifyDelivery(argument: _onethread_admin_v1_VerifyDeliveryRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_VerifyDeliveryResponse__Output>;
  verifyDelivery(argument: _onethread_admin_v1_VerifyDeliveryRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_admin_v1_VerifyDeliveryResponse__Output>;
  
}

export interface AdminServiceHandlers extends grpc.UntypedServiceImplementation {
  DropDeadLetter: grpc.handleUnaryCall<_onethread_admin_v1_DropDeadLetterRequest__Output, _onethread_admin_v1_DropDeadLetterResponse>;
  
  DropParked: grpc.handleUnaryCall<_onethread_admin_v1_DropParkedRequest__Output, _onethread_admin_v1_DropParkedResponse>;
  
  ErasePerson: grpc.handleServerStreamingCall<_onethread_admin_v1_ErasePersonRequest__Output, _onethread_admin_v1_ErasePersonResponse>;
  
  ExportPerson: grpc.handleServerStreamingCall<_onethread_admin_v1_ExportPersonRequest__Output, _onethread_admin_v1_ExportPersonResponse>;
  
  GetDeadLetter: grpc.handleUnaryCall<_onethread_admin_v1_GetDeadLetterRequest__Output, _onethread_admin_v1_GetDeadLetterResponse>;
  
  GetStatus: grpc.handleUnaryCall<_onethread_admin_v1_GetStatusRequest__Output, _onethread_admin_v1_GetStatusResponse>;
  
  ImportLinks: grpc.handleUnaryCall<_onethread_admin_v1_ImportLinksRequest__Output, _onethread_admin_v1_ImportLinksResponse>;
  
  InviteAgent: grpc.handleUnaryCall<_onethread_admin_v1_InviteAgentRequest__Output, _onethread_admin_v1_InviteAgentResponse>;
  
  IssueAgentToken: grpc.handleUnaryCall<_onethread_admin_v1_IssueAgentTokenRequest__Output, _onethread_admin_v1_IssueAgentTokenResponse>;
  
  ListAgents: grpc.handleUnaryCall<_onethread_admin_v1_ListAgentsRequest__Output, _onethread_admin_v1_ListAgentsResponse>;
  
  ListDeadLetters: grpc.handleUnaryCall<_onethread_admin_v1_ListDeadLettersRequest__Output, _onethread_admin_v1_ListDeadLettersResponse>;
  
  ListParked: grpc.handleUnaryCall<_onethread_admin_v1_ListParkedRequest__Output, _onethread_admin_v1_ListParkedResponse>;
  
  PutAgent: grpc.handleUnaryCall<_onethread_admin_v1_PutAgentRequest__Output, _onethread_admin_v1_PutAgentResponse>;
  
  Rebuild: grpc.handleServerStreamingCall<_onethread_admin_v1_RebuildRequest__Output, _onethread_admin_v1_RebuildProgress>;
  
  RebuildSearch: grpc.handleServerStreamingCall<_onethread_admin_v1_RebuildSearchRequest__Output, _onethread_admin_v1_RebuildSearchResponse>;
  
  ReplayDeadLetter: grpc.handleUnaryCall<_onethread_admin_v1_ReplayDeadLetterRequest__Output, _onethread_admin_v1_ReplayDeadLetterResponse>;
  
  RetryParked: grpc.handleUnaryCall<_onethread_admin_v1_RetryParkedRequest__Output, _onethread_admin_v1_RetryParkedResponse>;
  
  SetAgentDisabled: grpc.handleUnaryCall<_onethread_admin_v1_SetAgentDisabledRequest__Output, _onethread_admin_v1_SetAgentDisabledResponse>;
  
  VerifyDelivery: grpc.handleServerStreamingCall<_onethread_admin_v1_VerifyDeliveryRequest__Output, _onethread_admin_v1_VerifyDeliveryResponse>;
  
}

export interface AdminServiceDefinition extends grpc.ServiceDefinition {
  DropDeadLetter: MethodDefinition<_onethread_admin_v1_DropDeadLetterRequest, _onethread_admin_v1_DropDeadLetterResponse, _onethread_admin_v1_DropDeadLetterRequest__Output, _onethread_admin_v1_DropDeadLetterResponse__Output>
  DropParked: MethodDefinition<_onethread_admin_v1_DropParkedRequest, _onethread_admin_v1_DropParkedResponse, _onethread_admin_v1_DropParkedRequest__Output, _onethread_admin_v1_DropParkedResponse__Output>
  ErasePerson: MethodDefinition<_onethread_admin_v1_ErasePersonRequest, _onethread_admin_v1_ErasePersonResponse, _onethread_admin_v1_ErasePersonRequest__Output, _onethread_admin_v1_ErasePersonResponse__Output>
  ExportPerson: MethodDefinition<_onethread_admin_v1_ExportPersonRequest, _onethread_admin_v1_ExportPersonResponse, _onethread_admin_v1_ExportPersonRequest__Output, _onethread_admin_v1_ExportPersonResponse__Output>
  GetDeadLetter: MethodDefinition<_onethread_admin_v1_GetDeadLetterRequest, _onethread_admin_v1_GetDeadLetterResponse, _onethread_admin_v1_GetDeadLetterRequest__Output, _onethread_admin_v1_GetDeadLetterResponse__Output>
  GetStatus: MethodDefinition<_onethread_admin_v1_GetStatusRequest, _onethread_admin_v1_GetStatusResponse, _onethread_admin_v1_GetStatusRequest__Output, _onethread_admin_v1_GetStatusResponse__Output>
  ImportLinks: MethodDefinition<_onethread_admin_v1_ImportLinksRequest, _onethread_admin_v1_ImportLinksResponse, _onethread_admin_v1_ImportLinksRequest__Output, _onethread_admin_v1_ImportLinksResponse__Output>
  InviteAgent: MethodDefinition<_onethread_admin_v1_InviteAgentRequest, _onethread_admin_v1_InviteAgentResponse, _onethread_admin_v1_InviteAgentRequest__Output, _onethread_admin_v1_InviteAgentResponse__Output>
  IssueAgentToken: MethodDefinition<_onethread_admin_v1_IssueAgentTokenRequest, _onethread_admin_v1_IssueAgentTokenResponse, _onethread_admin_v1_IssueAgentTokenRequest__Output, _onethread_admin_v1_IssueAgentTokenResponse__Output>
  ListAgents: MethodDefinition<_onethread_admin_v1_ListAgentsRequest, _onethread_admin_v1_ListAgentsResponse, _onethread_admin_v1_ListAgentsRequest__Output, _onethread_admin_v1_ListAgentsResponse__Output>
  ListDeadLetters: MethodDefinition<_onethread_admin_v1_ListDeadLettersRequest, _onethread_admin_v1_ListDeadLettersResponse, _onethread_admin_v1_ListDeadLettersRequest__Output, _onethread_admin_v1_ListDeadLettersResponse__Output>
  ListParked: MethodDefinition<_onethread_admin_v1_ListParkedRequest, _onethread_admin_v1_ListParkedResponse, _onethread_admin_v1_ListParkedRequest__Output, _onethread_admin_v1_ListParkedResponse__Output>
  PutAgent: MethodDefinition<_onethread_admin_v1_PutAgentRequest, _onethread_admin_v1_PutAgentResponse, _onethread_admin_v1_PutAgentRequest__Output, _onethread_admin_v1_PutAgentResponse__Output>
  Rebuild: MethodDefinition<_onethread_admin_v1_RebuildRequest, _onethread_admin_v1_RebuildProgress, _onethread_admin_v1_RebuildRequest__Output, _onethread_admin_v1_RebuildProgress__Output>
  RebuildSearch: MethodDefinition<_onethread_admin_v1_RebuildSearchRequest, _onethread_admin_v1_RebuildSearchResponse, _onethread_admin_v1_RebuildSearchRequest__Output, _onethread_admin_v1_RebuildSearchResponse__Output>
  ReplayDeadLetter: MethodDefinition<_onethread_admin_v1_ReplayDeadLetterRequest, _onethread_admin_v1_ReplayDeadLetterResponse, _onethread_admin_v1_ReplayDeadLetterRequest__Output, _onethread_admin_v1_ReplayDeadLetterResponse__Output>
  RetryParked: MethodDefinition<_onethread_admin_v1_RetryParkedRequest, _onethread_admin_v1_RetryParkedResponse, _onethread_admin_v1_RetryParkedRequest__Output, _onethread_admin_v1_RetryParkedResponse__Output>
  SetAgentDisabled: MethodDefinition<_onethread_admin_v1_SetAgentDisabledRequest, _onethread_admin_v1_SetAgentDisabledResponse, _onethread_admin_v1_SetAgentDisabledRequest__Output, _onethread_admin_v1_SetAgentDisabledResponse__Output>
  VerifyDelivery: MethodDefinition<_onethread_admin_v1_VerifyDeliveryRequest, _onethread_admin_v1_VerifyDeliveryResponse, _onethread_admin_v1_VerifyDeliveryRequest__Output, _onethread_admin_v1_VerifyDeliveryResponse__Output>
}
