import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { CheckFileRequest as _onethread_history_v1_CheckFileRequest, CheckFileRequest__Output as _onethread_history_v1_CheckFileRequest__Output } from './onethread/history/v1/CheckFileRequest.ts';
import type { CheckFileResponse as _onethread_history_v1_CheckFileResponse, CheckFileResponse__Output as _onethread_history_v1_CheckFileResponse__Output } from './onethread/history/v1/CheckFileResponse.ts';
import type { FeedActivity as _onethread_history_v1_FeedActivity, FeedActivity__Output as _onethread_history_v1_FeedActivity__Output } from './onethread/history/v1/FeedActivity.ts';
import type { FeedItem as _onethread_history_v1_FeedItem, FeedItem__Output as _onethread_history_v1_FeedItem__Output } from './onethread/history/v1/FeedItem.ts';
import type { FeedState as _onethread_history_v1_FeedState, FeedState__Output as _onethread_history_v1_FeedState__Output } from './onethread/history/v1/FeedState.ts';
import type { FeedUpdate as _onethread_history_v1_FeedUpdate, FeedUpdate__Output as _onethread_history_v1_FeedUpdate__Output } from './onethread/history/v1/FeedUpdate.ts';
import type { FollowFeedRequest as _onethread_history_v1_FollowFeedRequest, FollowFeedRequest__Output as _onethread_history_v1_FollowFeedRequest__Output } from './onethread/history/v1/FollowFeedRequest.ts';
import type { FollowFeedResponse as _onethread_history_v1_FollowFeedResponse, FollowFeedResponse__Output as _onethread_history_v1_FollowFeedResponse__Output } from './onethread/history/v1/FollowFeedResponse.ts';
import type { FollowFeedsRequest as _onethread_history_v1_FollowFeedsRequest, FollowFeedsRequest__Output as _onethread_history_v1_FollowFeedsRequest__Output } from './onethread/history/v1/FollowFeedsRequest.ts';
import type { FollowFeedsResponse as _onethread_history_v1_FollowFeedsResponse, FollowFeedsResponse__Output as _onethread_history_v1_FollowFeedsResponse__Output } from './onethread/history/v1/FollowFeedsResponse.ts';
import type { GetConversationRequest as _onethread_history_v1_GetConversationRequest, GetConversationRequest__Output as _onethread_history_v1_GetConversationRequest__Output } from './onethread/history/v1/GetConversationRequest.ts';
import type { GetConversationResponse as _onethread_history_v1_GetConversationResponse, GetConversationResponse__Output as _onethread_history_v1_GetConversationResponse__Output } from './onethread/history/v1/GetConversationResponse.ts';
import type { HistoryServiceClient as _onethread_history_v1_HistoryServiceClient, HistoryServiceDefinition as _onethread_history_v1_HistoryServiceDefinition } from './onethread/history/v1/HistoryService.ts';
import type { ListConversationsRequest as _onethread_history_v1_ListConversationsRequest, ListConversationsRequest__Output as _onethread_history_v1_ListConversationsRequest__Output } from './onethread/history/v1/ListConversationsRequest.ts';
import type { ListConversationsResponse as _onethread_history_v1_ListConversationsResponse, ListConversationsResponse__Output as _onethread_history_v1_ListConversationsResponse__Output } from './onethread/history/v1/ListConversationsResponse.ts';
import type { ListFeedRequest as _onethread_history_v1_ListFeedRequest, ListFeedRequest__Output as _onethread_history_v1_ListFeedRequest__Output } from './onethread/history/v1/ListFeedRequest.ts';
import type { ListFeedResponse as _onethread_history_v1_ListFeedResponse, ListFeedResponse__Output as _onethread_history_v1_ListFeedResponse__Output } from './onethread/history/v1/ListFeedResponse.ts';
import type { ListItemsRequest as _onethread_history_v1_ListItemsRequest, ListItemsRequest__Output as _onethread_history_v1_ListItemsRequest__Output } from './onethread/history/v1/ListItemsRequest.ts';
import type { ListItemsResponse as _onethread_history_v1_ListItemsResponse, ListItemsResponse__Output as _onethread_history_v1_ListItemsResponse__Output } from './onethread/history/v1/ListItemsResponse.ts';
import type { SearchHit as _onethread_history_v1_SearchHit, SearchHit__Output as _onethread_history_v1_SearchHit__Output } from './onethread/history/v1/SearchHit.ts';
import type { SearchRequest as _onethread_history_v1_SearchRequest, SearchRequest__Output as _onethread_history_v1_SearchRequest__Output } from './onethread/history/v1/SearchRequest.ts';
import type { SearchResponse as _onethread_history_v1_SearchResponse, SearchResponse__Output as _onethread_history_v1_SearchResponse__Output } from './onethread/history/v1/SearchResponse.ts';
import type { AcceptOffer as _onethread_routing_v1_AcceptOffer, AcceptOffer__Output as _onethread_routing_v1_AcceptOffer__Output } from './onethread/routing/v1/AcceptOffer.ts';
import type { Activity as _onethread_routing_v1_Activity, Activity__Output as _onethread_routing_v1_Activity__Output } from './onethread/routing/v1/Activity.ts';
import type { AddNote as _onethread_routing_v1_AddNote, AddNote__Output as _onethread_routing_v1_AddNote__Output } from './onethread/routing/v1/AddNote.ts';
import type { Agent as _onethread_routing_v1_Agent, Agent__Output as _onethread_routing_v1_Agent__Output } from './onethread/routing/v1/Agent.ts';
import type { AgentServiceClient as _onethread_routing_v1_AgentServiceClient, AgentServiceDefinition as _onethread_routing_v1_AgentServiceDefinition } from './onethread/routing/v1/AgentService.ts';
import type { Assign as _onethread_routing_v1_Assign, Assign__Output as _onethread_routing_v1_Assign__Output } from './onethread/routing/v1/Assign.ts';
import type { ChannelInfo as _onethread_routing_v1_ChannelInfo, ChannelInfo__Output as _onethread_routing_v1_ChannelInfo__Output } from './onethread/routing/v1/ChannelInfo.ts';
import type { Conversation as _onethread_routing_v1_Conversation, Conversation__Output as _onethread_routing_v1_Conversation__Output } from './onethread/routing/v1/Conversation.ts';
import type { DecideReply as _onethread_routing_v1_DecideReply, DecideReply__Output as _onethread_routing_v1_DecideReply__Output } from './onethread/routing/v1/DecideReply.ts';
import type { DeclineOffer as _onethread_routing_v1_DeclineOffer, DeclineOffer__Output as _onethread_routing_v1_DeclineOffer__Output } from './onethread/routing/v1/DeclineOffer.ts';
import type { FollowThread as _onethread_routing_v1_FollowThread, FollowThread__Output as _onethread_routing_v1_FollowThread__Output } from './onethread/routing/v1/FollowThread.ts';
import type { Hello as _onethread_routing_v1_Hello, Hello__Output as _onethread_routing_v1_Hello__Output } from './onethread/routing/v1/Hello.ts';
import type { MarkRead as _onethread_routing_v1_MarkRead, MarkRead__Output as _onethread_routing_v1_MarkRead__Output } from './onethread/routing/v1/MarkRead.ts';
import type { Ping as _onethread_routing_v1_Ping, Ping__Output as _onethread_routing_v1_Ping__Output } from './onethread/routing/v1/Ping.ts';
import type { Pong as _onethread_routing_v1_Pong, Pong__Output as _onethread_routing_v1_Pong__Output } from './onethread/routing/v1/Pong.ts';
import type { Queue as _onethread_routing_v1_Queue, Queue__Output as _onethread_routing_v1_Queue__Output } from './onethread/routing/v1/Queue.ts';
import type { Reopen as _onethread_routing_v1_Reopen, Reopen__Output as _onethread_routing_v1_Reopen__Output } from './onethread/routing/v1/Reopen.ts';
import type { Reservation as _onethread_routing_v1_Reservation, Reservation__Output as _onethread_routing_v1_Reservation__Output } from './onethread/routing/v1/Reservation.ts';
import type { Resolve as _onethread_routing_v1_Resolve, Resolve__Output as _onethread_routing_v1_Resolve__Output } from './onethread/routing/v1/Resolve.ts';
import type { Result as _onethread_routing_v1_Result, Result__Output as _onethread_routing_v1_Result__Output } from './onethread/routing/v1/Result.ts';
import type { ReturnToQueue as _onethread_routing_v1_ReturnToQueue, ReturnToQueue__Output as _onethread_routing_v1_ReturnToQueue__Output } from './onethread/routing/v1/ReturnToQueue.ts';
import type { SendReply as _onethread_routing_v1_SendReply, SendReply__Output as _onethread_routing_v1_SendReply__Output } from './onethread/routing/v1/SendReply.ts';
import type { SetPresence as _onethread_routing_v1_SetPresence, SetPresence__Output as _onethread_routing_v1_SetPresence__Output } from './onethread/routing/v1/SetPresence.ts';
import type { Snooze as _onethread_routing_v1_Snooze, Snooze__Output as _onethread_routing_v1_Snooze__Output } from './onethread/routing/v1/Snooze.ts';
import type { Take as _onethread_routing_v1_Take, Take__Output as _onethread_routing_v1_Take__Output } from './onethread/routing/v1/Take.ts';
import type { TakeOver as _onethread_routing_v1_TakeOver, TakeOver__Output as _onethread_routing_v1_TakeOver__Output } from './onethread/routing/v1/TakeOver.ts';
import type { TargetClock as _onethread_routing_v1_TargetClock, TargetClock__Output as _onethread_routing_v1_TargetClock__Output } from './onethread/routing/v1/TargetClock.ts';
import type { ThreadUpdate as _onethread_routing_v1_ThreadUpdate, ThreadUpdate__Output as _onethread_routing_v1_ThreadUpdate__Output } from './onethread/routing/v1/ThreadUpdate.ts';
import type { Transfer as _onethread_routing_v1_Transfer, Transfer__Output as _onethread_routing_v1_Transfer__Output } from './onethread/routing/v1/Transfer.ts';
import type { Typing as _onethread_routing_v1_Typing, Typing__Output as _onethread_routing_v1_Typing__Output } from './onethread/routing/v1/Typing.ts';
import type { UnfollowThread as _onethread_routing_v1_UnfollowThread, UnfollowThread__Output as _onethread_routing_v1_UnfollowThread__Output } from './onethread/routing/v1/UnfollowThread.ts';
import type { Welcome as _onethread_routing_v1_Welcome, Welcome__Output as _onethread_routing_v1_Welcome__Output } from './onethread/routing/v1/Welcome.ts';
import type { WorkCommand as _onethread_routing_v1_WorkCommand, WorkCommand__Output as _onethread_routing_v1_WorkCommand__Output } from './onethread/routing/v1/WorkCommand.ts';
import type { WorkEvent as _onethread_routing_v1_WorkEvent, WorkEvent__Output as _onethread_routing_v1_WorkEvent__Output } from './onethread/routing/v1/WorkEvent.ts';
import type { FailureReason as _onethread_shared_v1_FailureReason, FailureReason__Output as _onethread_shared_v1_FailureReason__Output } from './onethread/shared/v1/FailureReason.ts';
import type { Identity as _onethread_shared_v1_Identity, Identity__Output as _onethread_shared_v1_Identity__Output } from './onethread/shared/v1/Identity.ts';
import type { Item as _onethread_shared_v1_Item, Item__Output as _onethread_shared_v1_Item__Output } from './onethread/shared/v1/Item.ts';
import type { Part as _onethread_shared_v1_Part, Part__Output as _onethread_shared_v1_Part__Output } from './onethread/shared/v1/Part.ts';
import type { Watermark as _onethread_shared_v1_Watermark, Watermark__Output as _onethread_shared_v1_Watermark__Output } from './onethread/shared/v1/Watermark.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  onethread: {
    history: {
      v1: {
        CheckFileRequest: MessageTypeDefinition<_onethread_history_v1_CheckFileRequest, _onethread_history_v1_CheckFileRequest__Output>
        CheckFileResponse: MessageTypeDefinition<_onethread_history_v1_CheckFileResponse, _onethread_history_v1_CheckFileResponse__Output>
        FeedActivity: MessageTypeDefinition<_onethread_history_v1_FeedActivity, _onethread_history_v1_FeedActivity__Output>
        FeedItem: MessageTypeDefinition<_onethread_history_v1_FeedItem, _onethread_history_v1_FeedItem__Output>
        FeedState: MessageTypeDefinition<_onethread_history_v1_FeedState, _onethread_history_v1_FeedState__Output>
        FeedUpdate: MessageTypeDefinition<_onethread_history_v1_FeedUpdate, _onethread_history_v1_FeedUpdate__Output>
        FollowFeedRequest: MessageTypeDefinition<_onethread_history_v1_FollowFeedRequest, _onethread_history_v1_FollowFeedRequest__Output>
        FollowFeedResponse: MessageTypeDefinition<_onethread_history_v1_FollowFeedResponse, _onethread_history_v1_FollowFeedResponse__Output>
        FollowFeedsRequest: MessageTypeDefinition<_onethread_history_v1_FollowFeedsRequest, _onethread_history_v1_FollowFeedsRequest__Output>
        FollowFeedsResponse: MessageTypeDefinition<_onethread_history_v1_FollowFeedsResponse, _onethread_history_v1_FollowFeedsResponse__Output>
        GetConversationRequest: MessageTypeDefinition<_onethread_history_v1_GetConversationRequest, _onethread_history_v1_GetConversationRequest__Output>
        GetConversationResponse: MessageTypeDefinition<_onethread_history_v1_GetConversationResponse, _onethread_history_v1_GetConversationResponse__Output>
        HistoryService: SubtypeConstructor<typeof grpc.Client, _onethread_history_v1_HistoryServiceClient> & { service: _onethread_history_v1_HistoryServiceDefinition }
        ListConversationsRequest: MessageTypeDefinition<_onethread_history_v1_ListConversationsRequest, _onethread_history_v1_ListConversationsRequest__Output>
        ListConversationsResponse: MessageTypeDefinition<_onethread_history_v1_ListConversationsResponse, _onethread_history_v1_ListConversationsResponse__Output>
        ListFeedRequest: MessageTypeDefinition<_onethread_history_v1_ListFeedRequest, _onethread_history_v1_ListFeedRequest__Output>
        ListFeedResponse: MessageTypeDefinition<_onethread_history_v1_ListFeedResponse, _onethread_history_v1_ListFeedResponse__Output>
        ListItemsRequest: MessageTypeDefinition<_onethread_history_v1_ListItemsRequest, _onethread_history_v1_ListItemsRequest__Output>
        ListItemsResponse: MessageTypeDefinition<_onethread_history_v1_ListItemsResponse, _onethread_history_v1_ListItemsResponse__Output>
        SearchHit: MessageTypeDefinition<_onethread_history_v1_SearchHit, _onethread_history_v1_SearchHit__Output>
        SearchRequest: MessageTypeDefinition<_onethread_history_v1_SearchRequest, _onethread_history_v1_SearchRequest__Output>
        SearchResponse: MessageTypeDefinition<_onethread_history_v1_SearchResponse, _onethread_history_v1_SearchResponse__Output>
      }
    }
    routing: {
      v1: {
        AcceptOffer: MessageTypeDefinition<_onethread_routing_v1_AcceptOffer, _onethread_routing_v1_AcceptOffer__Output>
        Activity: MessageTypeDefinition<_onethread_routing_v1_Activity, _onethread_routing_v1_Activity__Output>
        AddNote: MessageTypeDefinition<_onethread_routing_v1_AddNote, _onethread_routing_v1_AddNote__Output>
        Agent: MessageTypeDefinition<_onethread_routing_v1_Agent, _onethread_routing_v1_Agent__Output>
        AgentService: SubtypeConstructor<typeof grpc.Client, _onethread_routing_v1_AgentServiceClient> & { service: _onethread_routing_v1_AgentServiceDefinition }
        Assign: MessageTypeDefinition<_onethread_routing_v1_Assign, _onethread_routing_v1_Assign__Output>
        ChannelInfo: MessageTypeDefinition<_onethread_routing_v1_ChannelInfo, _onethread_routing_v1_ChannelInfo__Output>
        Conversation: MessageTypeDefinition<_onethread_routing_v1_Conversation, _onethread_routing_v1_Conversation__Output>
        ConversationState: EnumTypeDefinition
        DecideReply: MessageTypeDefinition<_onethread_routing_v1_DecideReply, _onethread_routing_v1_DecideReply__Output>
        DeclineOffer: MessageTypeDefinition<_onethread_routing_v1_DeclineOffer, _onethread_routing_v1_DeclineOffer__Output>
        FollowThread: MessageTypeDefinition<_onethread_routing_v1_FollowThread, _onethread_routing_v1_FollowThread__Output>
        Hello: MessageTypeDefinition<_onethread_routing_v1_Hello, _onethread_routing_v1_Hello__Output>
        MarkRead: MessageTypeDefinition<_onethread_routing_v1_MarkRead, _onethread_routing_v1_MarkRead__Output>
        Ping: MessageTypeDefinition<_onethread_routing_v1_Ping, _onethread_routing_v1_Ping__Output>
        Pong: MessageTypeDefinition<_onethread_routing_v1_Pong, _onethread_routing_v1_Pong__Output>
        Presence: EnumTypeDefinition
        Queue: MessageTypeDefinition<_onethread_routing_v1_Queue, _onethread_routing_v1_Queue__Output>
        Reopen: MessageTypeDefinition<_onethread_routing_v1_Reopen, _onethread_routing_v1_Reopen__Output>
        Reservation: MessageTypeDefinition<_onethread_routing_v1_Reservation, _onethread_routing_v1_Reservation__Output>
        Resolve: MessageTypeDefinition<_onethread_routing_v1_Resolve, _onethread_routing_v1_Resolve__Output>
        Result: MessageTypeDefinition<_onethread_routing_v1_Result, _onethread_routing_v1_Result__Output>
        ReturnToQueue: MessageTypeDefinition<_onethread_routing_v1_ReturnToQueue, _onethread_routing_v1_ReturnToQueue__Output>
        SendReply: MessageTypeDefinition<_onethread_routing_v1_SendReply, _onethread_routing_v1_SendReply__Output>
        SetPresence: MessageTypeDefinition<_onethread_routing_v1_SetPresence, _onethread_routing_v1_SetPresence__Output>
        Snooze: MessageTypeDefinition<_onethread_routing_v1_Snooze, _onethread_routing_v1_Snooze__Output>
        Take: MessageTypeDefinition<_onethread_routing_v1_Take, _onethread_routing_v1_Take__Output>
        TakeOver: MessageTypeDefinition<_onethread_routing_v1_TakeOver, _onethread_routing_v1_TakeOver__Output>
        TargetClock: MessageTypeDefinition<_onethread_routing_v1_TargetClock, _onethread_routing_v1_TargetClock__Output>
        ThreadUpdate: MessageTypeDefinition<_onethread_routing_v1_ThreadUpdate, _onethread_routing_v1_ThreadUpdate__Output>
        Transfer: MessageTypeDefinition<_onethread_routing_v1_Transfer, _onethread_routing_v1_Transfer__Output>
        Typing: MessageTypeDefinition<_onethread_routing_v1_Typing, _onethread_routing_v1_Typing__Output>
        UnfollowThread: MessageTypeDefinition<_onethread_routing_v1_UnfollowThread, _onethread_routing_v1_UnfollowThread__Output>
        Welcome: MessageTypeDefinition<_onethread_routing_v1_Welcome, _onethread_routing_v1_Welcome__Output>
        WorkCommand: MessageTypeDefinition<_onethread_routing_v1_WorkCommand, _onethread_routing_v1_WorkCommand__Output>
        WorkEvent: MessageTypeDefinition<_onethread_routing_v1_WorkEvent, _onethread_routing_v1_WorkEvent__Output>
      }
    }
    shared: {
      v1: {
        DeliveryStatus: EnumTypeDefinition
        FailureReason: MessageTypeDefinition<_onethread_shared_v1_FailureReason, _onethread_shared_v1_FailureReason__Output>
        Identity: MessageTypeDefinition<_onethread_shared_v1_Identity, _onethread_shared_v1_Identity__Output>
        Item: MessageTypeDefinition<_onethread_shared_v1_Item, _onethread_shared_v1_Item__Output>
        Part: MessageTypeDefinition<_onethread_shared_v1_Part, _onethread_shared_v1_Part__Output>
        Watermark: MessageTypeDefinition<_onethread_shared_v1_Watermark, _onethread_shared_v1_Watermark__Output>
      }
    }
  }
}

