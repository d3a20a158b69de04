// Original file: proto/onethread/history/v1/history.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CheckFileRequest as _onethread_history_v1_CheckFileRequest, CheckFileRequest__Output as _onethread_history_v1_CheckFileRequest__Output } from '../../../onethread/history/v1/CheckFileRequest.ts';
import type { CheckFileResponse as _onethread_history_v1_CheckFileResponse, CheckFileResponse__Output as _onethread_history_v1_CheckFileResponse__Output } from '../../../onethread/history/v1/CheckFileResponse.ts';
import type { FollowFeedRequest as _onethread_history_v1_FollowFeedRequest, FollowFeedRequest__Output as _onethread_history_v1_FollowFeedRequest__Output } from '../../../onethread/history/v1/FollowFeedRequest.ts';
import type { FollowFeedResponse as _onethread_history_v1_FollowFeedResponse, FollowFeedResponse__Output as _onethread_history_v1_FollowFeedResponse__Output } from '../../../onethread/history/v1/FollowFeedResponse.ts';
import type { FollowFeedsRequest as _onethread_history_v1_FollowFeedsRequest, FollowFeedsRequest__Output as _onethread_history_v1_FollowFeedsRequest__Output } from '../../../onethread/history/v1/FollowFeedsRequest.ts';
import type { FollowFeedsResponse as _onethread_history_v1_FollowFeedsResponse, FollowFeedsResponse__Output as _onethread_history_v1_FollowFeedsResponse__Output } from '../../../onethread/history/v1/FollowFeedsResponse.ts';
import type { GetConversationRequest as _onethread_history_v1_GetConversationRequest, GetConversationRequest__Output as _onethread_history_v1_GetConversationRequest__Output } from '../../../onethread/history/v1/GetConversationRequest.ts';
import type { GetConversationResponse as _onethread_history_v1_GetConversationResponse, GetConversationResponse__Output as _onethread_history_v1_GetConversationResponse__Output } from '../../../onethread/history/v1/GetConversationResponse.ts';
import type { ListConversationsRequest as _onethread_history_v1_ListConversationsRequest, ListConversationsRequest__Output as _onethread_history_v1_ListConversationsRequest__Output } from '../../../onethread/history/v1/ListConversationsRequest.ts';
import type { ListConversationsResponse as _onethread_history_v1_ListConversationsResponse, ListConversationsResponse__Output as _onethread_history_v1_ListConversationsResponse__Output } from '../../../onethread/history/v1/ListConversationsResponse.ts';
import type { ListFeedRequest as _onethread_history_v1_ListFeedRequest, ListFeedRequest__Output as _onethread_history_v1_ListFeedRequest__Output } from '../../../onethread/history/v1/ListFeedRequest.ts';
import type { ListFeedResponse as _onethread_history_v1_ListFeedResponse, ListFeedResponse__Output as _onethread_history_v1_ListFeedResponse__Output } from '../../../onethread/history/v1/ListFeedResponse.ts';
import type { ListItemsRequest as _onethread_history_v1_ListItemsRequest, ListItemsRequest__Output as _onethread_history_v1_ListItemsRequest__Output } from '../../../onethread/history/v1/ListItemsRequest.ts';
import type { ListItemsResponse as _onethread_history_v1_ListItemsResponse, ListItemsResponse__Output as _onethread_history_v1_ListItemsResponse__Output } from '../../../onethread/history/v1/ListItemsResponse.ts';
import type { SearchRequest as _onethread_history_v1_SearchRequest, SearchRequest__Output as _onethread_history_v1_SearchRequest__Output } from '../../../onethread/history/v1/SearchRequest.ts';
import type { SearchResponse as _onethread_history_v1_SearchResponse, SearchResponse__Output as _onethread_history_v1_SearchResponse__Output } from '../../../onethread/history/v1/SearchResponse.ts';

export interface HistoryServiceClient extends grpc.Client {
  CheckFile(argument: _onethread_history_v1_CheckFileRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_CheckFileResponse__Output>): grpc.ClientUnaryCall;
  CheckFile(argument: _onethread_history_v1_CheckFileRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_CheckFileResponse__Output>): grpc.ClientUnaryCall;
  CheckFile(argument: _onethread_history_v1_CheckFileRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_CheckFileResponse__Output>): grpc.ClientUnaryCall;
  CheckFile(argument: _onethread_history_v1_CheckFileRequest, callback: grpc.requestCallback<_onethread_history_v1_CheckFileResponse__Output>): grpc.ClientUnaryCall;
  checkFile(argument: _onethread_history_v1_CheckFileRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_CheckFileResponse__Output>): grpc.ClientUnaryCall;
  checkFile(argument: _onethread_history_v1_CheckFileRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_CheckFileResponse__Output>): grpc.ClientUnaryCall;
  checkFile(argument: _onethread_history_v1_CheckFileRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_CheckFileResponse__Output>): grpc.ClientUnaryCall;
  checkFile(argument: _onethread_history_v1_CheckFileRequest, callback: grpc.requestCallback<_onethread_history_v1_CheckFileResponse__Output>): grpc.ClientUnaryCall;
  
  FollowFeed(argument: _onethread_history_v1_FollowFeedRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_history_v1_FollowFeedResponse__Output>;
  FollowFeed(argument: _onethread_history_v1_FollowFeedRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_history_v1_FollowFeedResponse__Output>;
  followFeed(argument: _onethread_history_v1_FollowFeedRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_history_v1_FollowFeedResponse__Output>;
  followFeed(argument: _onethread_history_v1_FollowFeedRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_onethread_history_v1_FollowFeedResponse__Output>;
  
  FollowFeeds(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_onethread_history_v1_FollowFeedsRequest, _onethread_history_v1_FollowFeedsResponse__Output>;
  FollowFeeds(options?: grpc.CallOptions): grpc.ClientDuplexStream<_onethread_history_v1_FollowFeedsRequest, _onethread_history_v1_FollowFeedsResponse__Output>;
  followFeeds(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_onethread_history_v1_FollowFeedsRequest, _onethread_history_v1_FollowFeedsResponse__Output>;
  followFeeds(options?: grpc.CallOptions): grpc.ClientDuplexStream<_onethread_history_v1_FollowFeedsRequest, _onethread_history_v1_FollowFeedsResponse__Output>;
  
  GetConversation(argument: _onethread_history_v1_GetConversationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_GetConversationResponse__Output>): grpc.ClientUnaryCall;
  GetConversation(argument: _onethread_history_v1_GetConversationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_GetConversationResponse__Output>): grpc.ClientUnaryCall;
  GetConversation(argument: _onethread_history_v1_GetConversationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_GetConversationResponse__Output>): grpc.ClientUnaryCall;
  GetConversation(argument: _onethread_history_v1_GetConversationRequest, callback: grpc.requestCallback<_onethread_history_v1_GetConversationResponse__Output>): grpc.ClientUnaryCall;
  getConversation(argument: _onethread_history_v1_GetConversationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_GetConversationResponse__Output>): grpc.ClientUnaryCall;
  getConversation(argument: _onethread_history_v1_GetConversationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_GetConversationResponse__Output>): grpc.ClientUnaryCall;
  getConversation(argument: _onethread_history_v1_GetConversationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_GetConversationResponse__Output>): grpc.ClientUnaryCall;
  getConversation(argument: _onethread_history_v1_GetConversationRequest, callback: grpc.requestCallback<_onethread_history_v1_GetConversationResponse__Output>): grpc.ClientUnaryCall;
  
  ListConversations(argument: _onethread_history_v1_ListConversationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListConversationsResponse__Output>): grpc.ClientUnaryCall;
  ListConversations(argument: _onethread_history_v1_ListConversationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_ListConversationsResponse__Output>): grpc.ClientUnaryCall;
  ListConversations(argument: _onethread_history_v1_ListConversationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListConversationsResponse__Output>): grpc.ClientUnaryCall;
  ListConversations(argument: _onethread_history_v1_ListConversationsRequest, callback: grpc.requestCallback<_onethread_history_v1_ListConversationsResponse__Output>): grpc.ClientUnaryCall;
  listConversations(argument: _onethread_history_v1_ListConversationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListConversationsResponse__Output>): grpc.ClientUnaryCall;
  listConversations(argument: _onethread_history_v1_ListConversationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_ListConversationsResponse__Output>): grpc.ClientUnaryCall;
  listConversations(argument: _onethread_history_v1_ListConversationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListConversationsResponse__Output>): grpc.ClientUnaryCall;
  listConversations(argument: _onethread_history_v1_ListConversationsRequest, callback: grpc.requestCallback<_onethread_history_v1_ListConversationsResponse__Output>): grpc.ClientUnaryCall;
  
  ListFeed(argument: _onethread_history_v1_ListFeedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListFeedResponse__Output>): grpc.ClientUnaryCall;
  ListFeed(argument: _onethread_history_v1_ListFeedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_ListFeedResponse__Output>): grpc.ClientUnaryCall;
  ListFeed(argument: _onethread_history_v1_ListFeedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListFeedResponse__Output>): grpc.ClientUnaryCall;
  ListFeed(argument: _onethread_history_v1_ListFeedRequest, callback: grpc.requestCallback<_onethread_history_v1_ListFeedResponse__Output>): grpc.ClientUnaryCall;
  listFeed(argument: _onethread_history_v1_ListFeedRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListFeedResponse__Output>): grpc.ClientUnaryCall;
  listFeed(argument: _onethread_history_v1_ListFeedRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_ListFeedResponse__Output>): grpc.ClientUnaryCall;
  listFeed(argument: _onethread_history_v1_ListFeedRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListFeedResponse__Output>): grpc.ClientUnaryCall;
  listFeed(argument: _onethread_history_v1_ListFeedRequest, callback: grpc.requestCallback<_onethread_history_v1_ListFeedResponse__Output>): grpc.ClientUnaryCall;
  
  ListItems(argument: _onethread_history_v1_ListItemsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListItemsResponse__Output>): grpc.ClientUnaryCall;
  ListItems(argument: _onethread_history_v1_ListItemsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_ListItemsResponse__Output>): grpc.ClientUnaryCall;
  ListItems(argument: _onethread_history_v1_ListItemsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListItemsResponse__Output>): grpc.ClientUnaryCall;
  ListItems(argument: _onethread_history_v1_ListItemsRequest, callback: grpc.requestCallback<_onethread_history_v1_ListItemsResponse__Output>): grpc.ClientUnaryCall;
  listItems(argument: _onethread_history_v1_ListItemsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListItemsResponse__Output>): grpc.ClientUnaryCall;
  listItems(argument: _onethread_history_v1_ListItemsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_ListItemsResponse__Output>): grpc.ClientUnaryCall;
  listItems(argument: _onethread_history_v1_ListItemsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_ListItemsResponse__Output>): grpc.ClientUnaryCall;
  listItems(argument: _onethread_history_v1_ListItemsRequest, callback: grpc.requestCallback<_onethread_history_v1_ListItemsResponse__Output>): grpc.ClientUnaryCall;
  
  Search(argument: _onethread_history_v1_SearchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_SearchResponse__Output>): grpc.ClientUnaryCall;
  Search(argument: _onethread_history_v1_SearchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_SearchResponse__Output>): grpc.ClientUnaryCall;
  Search(argument: _onethread_history_v1_SearchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_SearchResponse__Output>): grpc.ClientUnaryCall;
  Search(argument: _onethread_history_v1_SearchRequest, callback: grpc.requestCallback<_onethread_history_v1_SearchResponse__Output>): grpc.ClientUnaryCall;
  search(argument: _onethread_history_v1_SearchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_SearchResponse__Output>): grpc.ClientUnaryCall;
  search(argument: _onethread_history_v1_SearchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_history_v1_SearchResponse__Output>): grpc.ClientUnaryCall;
  search(argument: _onethread_history_v1_SearchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_history_v1_SearchResponse__Output>): grpc.ClientUnaryCall;
  search(argument: _onethread_history_v1_SearchRequest, callback: grpc.requestCallback<_onethread_history_v1_SearchResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface HistoryServiceHandlers extends grpc.UntypedServiceImplementation {
  CheckFile: grpc.handleUnaryCall<_onethread_history_v1_CheckFileRequest__Output, _onethread_history_v1_CheckFileResponse>;
  
  FollowFeed: grpc.handleServerStreamingCall<_onethread_history_v1_FollowFeedRequest__Output, _onethread_history_v1_FollowFeedResponse>;
  
  FollowFeeds: grpc.handleBidiStreamingCall<_onethread_history_v1_FollowFeedsRequest__Output, _onethread_history_v1_FollowFeedsResponse>;
  
  GetConversation: grpc.handleUnaryCall<_onethread_history_v1_GetConversationRequest__Output, _onethread_history_v1_GetConversationResponse>;
  
  ListConversations: grpc.handleUnaryCall<_onethread_history_v1_ListConversationsRequest__Output, _onethread_history_v1_ListConversationsResponse>;
  
  ListFeed: grpc.handleUnaryCall<_onethread_history_v1_ListFeedRequest__Output, _onethread_history_v1_ListFeedResponse>;
  
  ListItems: grpc.handleUnaryCall<_onethread_history_v1_ListItemsRequest__Output, _onethread_history_v1_ListItemsResponse>;
  
  Search: grpc.handleUnaryCall<_onethread_history_v1_SearchRequest__Output, _onethread_history_v1_SearchResponse>;
  
}

export interface HistoryServiceDefinition extends grpc.ServiceDefinition {
  CheckFile: MethodDefinition<_onethread_history_v1_CheckFileRequest, _onethread_history_v1_CheckFileResponse, _onethread_history_v1_CheckFileRequest__Output, _onethread_history_v1_CheckFileResponse__Output>
  FollowFeed: MethodDefinition<_onethread_history_v1_FollowFeedRequest, _onethread_history_v1_FollowFeedResponse, _onethread_history_v1_FollowFeedRequest__Output, _onethread_history_v1_FollowFeedResponse__Output>
  FollowFeeds: MethodDefinition<_onethread_history_v1_FollowFeedsRequest, _onethread_history_v1_FollowFeedsResponse, _onethread_history_v1_FollowFeedsRequest__Output, _onethread_history_v1_FollowFeedsResponse__Output>
  GetConversation: MethodDefinition<_onethread_history_v1_GetConversationRequest, _onethread_history_v1_GetConversationResponse, _onethread_history_v1_GetConversationRequest__Output, _onethread_history_v1_GetConversationResponse__Output>
  ListConversations: MethodDefinition<_onethread_history_v1_ListConversationsRequest, _onethread_history_v1_ListConversationsResponse, _onethread_history_v1_ListConversationsRequest__Output, _onethread_history_v1_ListConversationsResponse__Output>
  ListFeed: MethodDefinition<_onethread_history_v1_ListFeedRequest, _onethread_history_v1_ListFeedResponse, _onethread_history_v1_ListFeedRequest__Output, _onethread_history_v1_ListFeedResponse__Output>
  ListItems: MethodDefinition<_onethread_history_v1_ListItemsRequest, _onethread_history_v1_ListItemsResponse, _onethread_history_v1_ListItemsRequest__Output, _onethread_history_v1_ListItemsResponse__Output>
  Search: MethodDefinition<_onethread_history_v1_SearchRequest, _onethread_history_v1_SearchResponse, _onethread_history_v1_SearchRequest__Output, _onethread_history_v1_SearchResponse__Output>
}
