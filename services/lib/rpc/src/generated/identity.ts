import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AuditEntry as _onethread_identity_v1_AuditEntry, AuditEntry__Output as _onethread_identity_v1_AuditEntry__Output } from './onethread/identity/v1/AuditEntry.ts';
import type { ConfirmAddressRequest as _onethread_identity_v1_ConfirmAddressRequest, ConfirmAddressRequest__Output as _onethread_identity_v1_ConfirmAddressRequest__Output } from './onethread/identity/v1/ConfirmAddressRequest.ts';
import type { ConfirmAddressResponse as _onethread_identity_v1_ConfirmAddressResponse, ConfirmAddressResponse__Output as _onethread_identity_v1_ConfirmAddressResponse__Output } from './onethread/identity/v1/ConfirmAddressResponse.ts';
import type { DecideMatchRequest as _onethread_identity_v1_DecideMatchRequest, DecideMatchRequest__Output as _onethread_identity_v1_DecideMatchRequest__Output } from './onethread/identity/v1/DecideMatchRequest.ts';
import type { FindPeopleRequest as _onethread_identity_v1_FindPeopleRequest, FindPeopleRequest__Output as _onethread_identity_v1_FindPeopleRequest__Output } from './onethread/identity/v1/FindPeopleRequest.ts';
import type { FindPeopleResponse as _onethread_identity_v1_FindPeopleResponse, FindPeopleResponse__Output as _onethread_identity_v1_FindPeopleResponse__Output } from './onethread/identity/v1/FindPeopleResponse.ts';
import type { GetPersonRequest as _onethread_identity_v1_GetPersonRequest, GetPersonRequest__Output as _onethread_identity_v1_GetPersonRequest__Output } from './onethread/identity/v1/GetPersonRequest.ts';
import type { IdentityServiceClient as _onethread_identity_v1_IdentityServiceClient, IdentityServiceDefinition as _onethread_identity_v1_IdentityServiceDefinition } from './onethread/identity/v1/IdentityService.ts';
import type { IssueLinkCodeRequest as _onethread_identity_v1_IssueLinkCodeRequest, IssueLinkCodeRequest__Output as _onethread_identity_v1_IssueLinkCodeRequest__Output } from './onethread/identity/v1/IssueLinkCodeRequest.ts';
import type { IssueLinkCodeResponse as _onethread_identity_v1_IssueLinkCodeResponse, IssueLinkCodeResponse__Output as _onethread_identity_v1_IssueLinkCodeResponse__Output } from './onethread/identity/v1/IssueLinkCodeResponse.ts';
import type { LetAnswersFollowRequest as _onethread_identity_v1_LetAnswersFollowRequest, LetAnswersFollowRequest__Output as _onethread_identity_v1_LetAnswersFollowRequest__Output } from './onethread/identity/v1/LetAnswersFollowRequest.ts';
import type { LetAnswersFollowResponse as _onethread_identity_v1_LetAnswersFollowResponse, LetAnswersFollowResponse__Output as _onethread_identity_v1_LetAnswersFollowResponse__Output } from './onethread/identity/v1/LetAnswersFollowResponse.ts';
import type { Link as _onethread_identity_v1_Link, Link__Output as _onethread_identity_v1_Link__Output } from './onethread/identity/v1/Link.ts';
import type { LinkPreview as _onethread_identity_v1_LinkPreview, LinkPreview__Output as _onethread_identity_v1_LinkPreview__Output } from './onethread/identity/v1/LinkPreview.ts';
import type { LinkRequest as _onethread_identity_v1_LinkRequest, LinkRequest__Output as _onethread_identity_v1_LinkRequest__Output } from './onethread/identity/v1/LinkRequest.ts';
import type { ListMatchesRequest as _onethread_identity_v1_ListMatchesRequest, ListMatchesRequest__Output as _onethread_identity_v1_ListMatchesRequest__Output } from './onethread/identity/v1/ListMatchesRequest.ts';
import type { ListMatchesResponse as _onethread_identity_v1_ListMatchesResponse, ListMatchesResponse__Output as _onethread_identity_v1_ListMatchesResponse__Output } from './onethread/identity/v1/ListMatchesResponse.ts';
import type { ListReachableRequest as _onethread_identity_v1_ListReachableRequest, ListReachableRequest__Output as _onethread_identity_v1_ListReachableRequest__Output } from './onethread/identity/v1/ListReachableRequest.ts';
import type { ListReachableResponse as _onethread_identity_v1_ListReachableResponse, ListReachableResponse__Output as _onethread_identity_v1_ListReachableResponse__Output } from './onethread/identity/v1/ListReachableResponse.ts';
import type { Match as _onethread_identity_v1_Match, Match__Output as _onethread_identity_v1_Match__Output } from './onethread/identity/v1/Match.ts';
import type { Person as _onethread_identity_v1_Person, Person__Output as _onethread_identity_v1_Person__Output } from './onethread/identity/v1/Person.ts';
import type { PersonContext as _onethread_identity_v1_PersonContext, PersonContext__Output as _onethread_identity_v1_PersonContext__Output } from './onethread/identity/v1/PersonContext.ts';
import type { PreviewLinkRequest as _onethread_identity_v1_PreviewLinkRequest, PreviewLinkRequest__Output as _onethread_identity_v1_PreviewLinkRequest__Output } from './onethread/identity/v1/PreviewLinkRequest.ts';
import type { ProfileValue as _onethread_identity_v1_ProfileValue, ProfileValue__Output as _onethread_identity_v1_ProfileValue__Output } from './onethread/identity/v1/ProfileValue.ts';
import type { StartConfirmationRequest as _onethread_identity_v1_StartConfirmationRequest, StartConfirmationRequest__Output as _onethread_identity_v1_StartConfirmationRequest__Output } from './onethread/identity/v1/StartConfirmationRequest.ts';
import type { StartConfirmationResponse as _onethread_identity_v1_StartConfirmationResponse, StartConfirmationResponse__Output as _onethread_identity_v1_StartConfirmationResponse__Output } from './onethread/identity/v1/StartConfirmationResponse.ts';
import type { UnlinkRequest as _onethread_identity_v1_UnlinkRequest, UnlinkRequest__Output as _onethread_identity_v1_UnlinkRequest__Output } from './onethread/identity/v1/UnlinkRequest.ts';
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
    identity: {
      v1: {
        AuditEntry: MessageTypeDefinition<_onethread_identity_v1_AuditEntry, _onethread_identity_v1_AuditEntry__Output>
        ConfirmAddressRequest: MessageTypeDefinition<_onethread_identity_v1_ConfirmAddressRequest, _onethread_identity_v1_ConfirmAddressRequest__Output>
        ConfirmAddressResponse: MessageTypeDefinition<_onethread_identity_v1_ConfirmAddressResponse, _onethread_identity_v1_ConfirmAddressResponse__Output>
        DecideMatchRequest: MessageTypeDefinition<_onethread_identity_v1_DecideMatchRequest, _onethread_identity_v1_DecideMatchRequest__Output>
        FindPeopleRequest: MessageTypeDefinition<_onethread_identity_v1_FindPeopleRequest, _onethread_identity_v1_FindPeopleRequest__Output>
        FindPeopleResponse: MessageTypeDefinition<_onethread_identity_v1_FindPeopleResponse, _onethread_identity_v1_FindPeopleResponse__Output>
        GetPersonRequest: MessageTypeDefinition<_onethread_identity_v1_GetPersonRequest, _onethread_identity_v1_GetPersonRequest__Output>
        IdentityService: SubtypeConstructor<typeof grpc.Client, _onethread_identity_v1_IdentityServiceClient> & { service: _onethread_identity_v1_IdentityServiceDefinition }
        IssueLinkCodeRequest: MessageTypeDefinition<_onethread_identity_v1_IssueLinkCodeRequest, _onethread_identity_v1_IssueLinkCodeRequest__Output>
        IssueLinkCodeResponse: MessageTypeDefinition<_onethread_identity_v1_IssueLinkCodeResponse, _onethread_identity_v1_IssueLinkCodeResponse__Output>
        LetAnswersFollowRequest: MessageTypeDefinition<_onethread_identity_v1_LetAnswersFollowRequest, _onethread_identity_v1_LetAnswersFollowRequest__Output>
        LetAnswersFollowResponse: MessageTypeDefinition<_onethread_identity_v1_LetAnswersFollowResponse, _onethread_identity_v1_LetAnswersFollowResponse__Output>
        Link: MessageTypeDefinition<_onethread_identity_v1_Link, _onethread_identity_v1_Link__Output>
        LinkPreview: MessageTypeDefinition<_onethread_identity_v1_LinkPreview, _onethread_identity_v1_LinkPreview__Output>
        LinkRequest: MessageTypeDefinition<_onethread_identity_v1_LinkRequest, _onethread_identity_v1_LinkRequest__Output>
        ListMatchesRequest: MessageTypeDefinition<_onethread_identity_v1_ListMatchesRequest, _onethread_identity_v1_ListMatchesRequest__Output>
        ListMatchesResponse: MessageTypeDefinition<_onethread_identity_v1_ListMatchesResponse, _onethread_identity_v1_ListMatchesResponse__Output>
        ListReachableRequest: MessageTypeDefinition<_onethread_identity_v1_ListReachableRequest, _onethread_identity_v1_ListReachableRequest__Output>
        ListReachableResponse: MessageTypeDefinition<_onethread_identity_v1_ListReachableResponse, _onethread_identity_v1_ListReachableResponse__Output>
        Match: MessageTypeDefinition<_onethread_identity_v1_Match, _onethread_identity_v1_Match__Output>
        Person: MessageTypeDefinition<_onethread_identity_v1_Person, _onethread_identity_v1_Person__Output>
        PersonContext: MessageTypeDefinition<_onethread_identity_v1_PersonContext, _onethread_identity_v1_PersonContext__Output>
        PreviewLinkRequest: MessageTypeDefinition<_onethread_identity_v1_PreviewLinkRequest, _onethread_identity_v1_PreviewLinkRequest__Output>
        ProfileValue: MessageTypeDefinition<_onethread_identity_v1_ProfileValue, _onethread_identity_v1_ProfileValue__Output>
        StartConfirmationRequest: MessageTypeDefinition<_onethread_identity_v1_StartConfirmationRequest, _onethread_identity_v1_StartConfirmationRequest__Output>
        StartConfirmationResponse: MessageTypeDefinition<_onethread_identity_v1_StartConfirmationResponse, _onethread_identity_v1_StartConfirmationResponse__Output>
        UnlinkRequest: MessageTypeDefinition<_onethread_identity_v1_UnlinkRequest, _onethread_identity_v1_UnlinkRequest__Output>
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

