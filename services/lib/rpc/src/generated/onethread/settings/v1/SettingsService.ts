// Original file: proto/onethread/settings/v1/settings.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ApplySettingsRequest as _onethread_settings_v1_ApplySettingsRequest, ApplySettingsRequest__Output as _onethread_settings_v1_ApplySettingsRequest__Output } from '../../../onethread/settings/v1/ApplySettingsRequest.ts';
import type { ApplySettingsResponse as _onethread_settings_v1_ApplySettingsResponse, ApplySettingsResponse__Output as _onethread_settings_v1_ApplySettingsResponse__Output } from '../../../onethread/settings/v1/ApplySettingsResponse.ts';
import type { CheckSettingsRequest as _onethread_settings_v1_CheckSettingsRequest, CheckSettingsRequest__Output as _onethread_settings_v1_CheckSettingsRequest__Output } from '../../../onethread/settings/v1/CheckSettingsRequest.ts';
import type { CheckSettingsResponse as _onethread_settings_v1_CheckSettingsResponse, CheckSettingsResponse__Output as _onethread_settings_v1_CheckSettingsResponse__Output } from '../../../onethread/settings/v1/CheckSettingsResponse.ts';
import type { GetSettingsRequest as _onethread_settings_v1_GetSettingsRequest, GetSettingsRequest__Output as _onethread_settings_v1_GetSettingsRequest__Output } from '../../../onethread/settings/v1/GetSettingsRequest.ts';
import type { ListChangesRequest as _onethread_settings_v1_ListChangesRequest, ListChangesRequest__Output as _onethread_settings_v1_ListChangesRequest__Output } from '../../../onethread/settings/v1/ListChangesRequest.ts';
import type { ListChangesResponse as _onethread_settings_v1_ListChangesResponse, ListChangesResponse__Output as _onethread_settings_v1_ListChangesResponse__Output } from '../../../onethread/settings/v1/ListChangesResponse.ts';
import type { SettingsVersion as _onethread_settings_v1_SettingsVersion, SettingsVersion__Output as _onethread_settings_v1_SettingsVersion__Output } from '../../../onethread/settings/v1/SettingsVersion.ts';

export interface SettingsServiceClient extends grpc.Client {
  ApplySettings(argument: _onethread_settings_v1_ApplySettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_ApplySettingsResponse__Output>): grpc.ClientUnaryCall;
  ApplySettings(argument: _onethread_settings_v1_ApplySettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_settings_v1_ApplySettingsResponse__Output>): grpc.ClientUnaryCall;
  ApplySettings(argument: _onethread_settings_v1_ApplySettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_ApplySettingsResponse__Output>): grpc.ClientUnaryCall;
  ApplySettings(argument: _onethread_settings_v1_ApplySettingsRequest, callback: grpc.requestCallback<_onethread_settings_v1_ApplySettingsResponse__Output>): grpc.ClientUnaryCall;
  applySettings(argument: _onethread_settings_v1_ApplySettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_ApplySettingsResponse__Output>): grpc.ClientUnaryCall;
  applySettings(argument: _onethread_settings_v1_ApplySettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_settings_v1_ApplySettingsResponse__Output>): grpc.ClientUnaryCall;
  applySettings(argument: _onethread_settings_v1_ApplySettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_ApplySettingsResponse__Output>): grpc.ClientUnaryCall;
  applySettings(argument: _onethread_settings_v1_ApplySettingsRequest, callback: grpc.requestCallback<_onethread_settings_v1_ApplySettingsResponse__Output>): grpc.ClientUnaryCall;
  
  CheckSettings(argument: _onethread_settings_v1_CheckSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_CheckSettingsResponse__Output>): grpc.ClientUnaryCall;
  CheckSettings(argument: _onethread_settings_v1_CheckSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_settings_v1_CheckSettingsResponse__Output>): grpc.ClientUnaryCall;
  CheckSettings(argument: _onethread_settings_v1_CheckSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_CheckSettingsResponse__Output>): grpc.ClientUnaryCall;
  CheckSettings(argument: _onethread_settings_v1_CheckSettingsRequest, callback: grpc.requestCallback<_onethread_settings_v1_CheckSettingsResponse__Output>): grpc.ClientUnaryCall;
  checkSettings(argument: _onethread_settings_v1_CheckSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_CheckSettingsResponse__Output>): grpc.ClientUnaryCall;
  checkSettings(argument: _onethread_settings_v1_CheckSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_settings_v1_CheckSettingsResponse__Output>): grpc.ClientUnaryCall;
  checkSettings(argument: _onethread_settings_v1_CheckSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_CheckSettingsResponse__Output>): grpc.ClientUnaryCall;
  checkSettings(argument: _onethread_settings_v1_CheckSettingsRequest, callback: grpc.requestCallback<_onethread_settings_v1_CheckSettingsResponse__Output>): grpc.ClientUnaryCall;
  
  GetSettings(argument: _onethread_settings_v1_GetSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_SettingsVersion__Output>): grpc.ClientUnaryCall;
  GetSettings(argument: _onethread_settings_v1_GetSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_settings_v1_SettingsVersion__Output>): grpc.ClientUnaryCall;
  GetSettings(argument: _onethread_settings_v1_GetSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_SettingsVersion__Output>): grpc.ClientUnaryCall;
  GetSettings(argument: _onethread_settings_v1_GetSettingsRequest, callback: grpc.requestCallback<_onethread_settings_v1_SettingsVersion__Output>): grpc.ClientUnaryCall;
  getSettings(argument: _onethread_settings_v1_GetSettingsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_SettingsVersion__Output>): grpc.ClientUnaryCall;
  getSettings(argument: _onethread_settings_v1_GetSettingsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_settings_v1_SettingsVersion__Output>): grpc.ClientUnaryCall;
  getSettings(argument: _onethread_settings_v1_GetSettingsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_SettingsVersion__Output>): grpc.ClientUnaryCall;
  getSettings(argument: _onethread_settings_v1_GetSettingsRequest, callback: grpc.requestCallback<_onethread_settings_v1_SettingsVersion__Output>): grpc.ClientUnaryCall;
  
  ListChanges(argument: _onethread_settings_v1_ListChangesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_ListChangesResponse__Output>): grpc.ClientUnaryCall;
  ListChanges(argument: _onethread_settings_v1_ListChangesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_settings_v1_ListChangesResponse__Output>): grpc.ClientUnaryCall;
  ListChanges(argument: _onethread_settings_v1_ListChangesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_ListChangesResponse__Output>): grpc.ClientUnaryCall;
  ListChanges(argument: _onethread_settings_v1_ListChangesRequest, callback: grpc.requestCallback<_onethread_settings_v1_ListChangesResponse__Output>): grpc.ClientUnaryCall;
  listChanges(argument: _onethread_settings_v1_ListChangesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_ListChangesResponse__Output>): grpc.ClientUnaryCall;
  listChanges(argument: _onethread_settings_v1_ListChangesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_settings_v1_ListChangesResponse__Output>): grpc.ClientUnaryCall;
  listChanges(argument: _onethread_settings_v1_ListChangesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_settings_v1_ListChangesResponse__Output>): grpc.ClientUnaryCall;
  listChanges(argument: _onethread_settings_v1_ListChangesRequest, callback: grpc.requestCallback<_onethread_settings_v1_ListChangesResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface SettingsServiceHandlers extends grpc.UntypedServiceImplementation {
  ApplySettings: grpc.handleUnaryCall<_onethread_settings_v1_ApplySettingsRequest__Output, _onethread_settings_v1_ApplySettingsResponse>;
  
  CheckSettings: grpc.handleUnaryCall<_onethread_settings_v1_CheckSettingsRequest__Output, _onethread_settings_v1_CheckSettingsResponse>;
  
  GetSettings: grpc.handleUnaryCall<_onethread_settings_v1_GetSettingsRequest__Output, _onethread_settings_v1_SettingsVersion>;
  
  ListChanges: grpc.handleUnaryCall<_onethread_settings_v1_ListChangesRequest__Output, _onethread_settings_v1_ListChangesResponse>;
  
}

export interface SettingsServiceDefinition extends grpc.ServiceDefinition {
  ApplySettings: MethodDefinition<_onethread_settings_v1_ApplySettingsRequest, _onethread_settings_v1_ApplySettingsResponse, _onethread_settings_v1_ApplySettingsRequest__Output, _onethread_settings_v1_ApplySettingsResponse__Output>
  CheckSettings: MethodDefinition<_onethread_settings_v1_CheckSettingsRequest, _onethread_settings_v1_CheckSettingsResponse, _onethread_settings_v1_CheckSettingsRequest__Output, _onethread_settings_v1_CheckSettingsResponse__Output>
  GetSettings: MethodDefinition<_onethread_settings_v1_GetSettingsRequest, _onethread_settings_v1_SettingsVersion, _onethread_settings_v1_GetSettingsRequest__Output, _onethread_settings_v1_SettingsVersion__Output>
  ListChanges: MethodDefinition<_onethread_settings_v1_ListChangesRequest, _onethread_settings_v1_ListChangesResponse, _onethread_settings_v1_ListChangesRequest__Output, _onethread_settings_v1_ListChangesResponse__Output>
}
