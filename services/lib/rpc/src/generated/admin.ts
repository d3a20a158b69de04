import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AdminServiceClient as _onethread_admin_v1_AdminServiceClient, AdminServiceDefinition as _onethread_admin_v1_AdminServiceDefinition } from './onethread/admin/v1/AdminService.ts';
import type { DeadLetter as _onethread_admin_v1_DeadLetter, DeadLetter__Output as _onethread_admin_v1_DeadLetter__Output } from './onethread/admin/v1/DeadLetter.ts';
import type { DeliveryLedger as _onethread_admin_v1_DeliveryLedger, DeliveryLedger__Output as _onethread_admin_v1_DeliveryLedger__Output } from './onethread/admin/v1/DeliveryLedger.ts';
import type { DropDeadLetterRequest as _onethread_admin_v1_DropDeadLetterRequest, DropDeadLetterRequest__Output as _onethread_admin_v1_DropDeadLetterRequest__Output } from './onethread/admin/v1/DropDeadLetterRequest.ts';
import type { DropDeadLetterResponse as _onethread_admin_v1_DropDeadLetterResponse, DropDeadLetterResponse__Output as _onethread_admin_v1_DropDeadLetterResponse__Output } from './onethread/admin/v1/DropDeadLetterResponse.ts';
import type { DropParkedRequest as _onethread_admin_v1_DropParkedRequest, DropParkedRequest__Output as _onethread_admin_v1_DropParkedRequest__Output } from './onethread/admin/v1/DropParkedRequest.ts';
import type { DropParkedResponse as _onethread_admin_v1_DropParkedResponse, DropParkedResponse__Output as _onethread_admin_v1_DropParkedResponse__Output } from './onethread/admin/v1/DropParkedResponse.ts';
import type { ErasePersonRequest as _onethread_admin_v1_ErasePersonRequest, ErasePersonRequest__Output as _onethread_admin_v1_ErasePersonRequest__Output } from './onethread/admin/v1/ErasePersonRequest.ts';
import type { ErasePersonResponse as _onethread_admin_v1_ErasePersonResponse, ErasePersonResponse__Output as _onethread_admin_v1_ErasePersonResponse__Output } from './onethread/admin/v1/ErasePersonResponse.ts';
import type { ErasureReport as _onethread_admin_v1_ErasureReport, ErasureReport__Output as _onethread_admin_v1_ErasureReport__Output } from './onethread/admin/v1/ErasureReport.ts';
import type { ExportPersonRequest as _onethread_admin_v1_ExportPersonRequest, ExportPersonRequest__Output as _onethread_admin_v1_ExportPersonRequest__Output } from './onethread/admin/v1/ExportPersonRequest.ts';
import type { ExportPersonResponse as _onethread_admin_v1_ExportPersonResponse, ExportPersonResponse__Output as _onethread_admin_v1_ExportPersonResponse__Output } from './onethread/admin/v1/ExportPersonResponse.ts';
import type { GetDeadLetterRequest as _onethread_admin_v1_GetDeadLetterRequest, GetDeadLetterRequest__Output as _onethread_admin_v1_GetDeadLetterRequest__Output } from './onethread/admin/v1/GetDeadLetterRequest.ts';
import type { GetDeadLetterResponse as _onethread_admin_v1_GetDeadLetterResponse, GetDeadLetterResponse__Output as _onethread_admin_v1_GetDeadLetterResponse__Output } from './onethread/admin/v1/GetDeadLetterResponse.ts';
import type { GetStatusRequest as _onethread_admin_v1_GetStatusRequest, GetStatusRequest__Output as _onethread_admin_v1_GetStatusRequest__Output } from './onethread/admin/v1/GetStatusRequest.ts';
import type { GetStatusResponse as _onethread_admin_v1_GetStatusResponse, GetStatusResponse__Output as _onethread_admin_v1_GetStatusResponse__Output } from './onethread/admin/v1/GetStatusResponse.ts';
import type { GroupLag as _onethread_admin_v1_GroupLag, GroupLag__Output as _onethread_admin_v1_GroupLag__Output } from './onethread/admin/v1/GroupLag.ts';
import type { ImportLinksRequest as _onethread_admin_v1_ImportLinksRequest, ImportLinksRequest__Output as _onethread_admin_v1_ImportLinksRequest__Output } from './onethread/admin/v1/ImportLinksRequest.ts';
import type { ImportLinksResponse as _onethread_admin_v1_ImportLinksResponse, ImportLinksResponse__Output as _onethread_admin_v1_ImportLinksResponse__Output } from './onethread/admin/v1/ImportLinksResponse.ts';
import type { InviteAgentRequest as _onethread_admin_v1_InviteAgentRequest, InviteAgentRequest__Output as _onethread_admin_v1_InviteAgentRequest__Output } from './onethread/admin/v1/InviteAgentRequest.ts';
import type { InviteAgentResponse as _onethread_admin_v1_InviteAgentResponse, InviteAgentResponse__Output as _onethread_admin_v1_InviteAgentResponse__Output } from './onethread/admin/v1/InviteAgentResponse.ts';
import type { IssueAgentTokenRequest as _onethread_admin_v1_IssueAgentTokenRequest, IssueAgentTokenRequest__Output as _onethread_admin_v1_IssueAgentTokenRequest__Output } from './onethread/admin/v1/IssueAgentTokenRequest.ts';
import type { IssueAgentTokenResponse as _onethread_admin_v1_IssueAgentTokenResponse, IssueAgentTokenResponse__Output as _onethread_admin_v1_IssueAgentTokenResponse__Output } from './onethread/admin/v1/IssueAgentTokenResponse.ts';
import type { LedgerCheck as _onethread_admin_v1_LedgerCheck, LedgerCheck__Output as _onethread_admin_v1_LedgerCheck__Output } from './onethread/admin/v1/LedgerCheck.ts';
import type { LedgerCount as _onethread_admin_v1_LedgerCount, LedgerCount__Output as _onethread_admin_v1_LedgerCount__Output } from './onethread/admin/v1/LedgerCount.ts';
import type { LedgerWindow as _onethread_admin_v1_LedgerWindow, LedgerWindow__Output as _onethread_admin_v1_LedgerWindow__Output } from './onethread/admin/v1/LedgerWindow.ts';
import type { ListAgentsRequest as _onethread_admin_v1_ListAgentsRequest, ListAgentsRequest__Output as _onethread_admin_v1_ListAgentsRequest__Output } from './onethread/admin/v1/ListAgentsRequest.ts';
import type { ListAgentsResponse as _onethread_admin_v1_ListAgentsResponse, ListAgentsResponse__Output as _onethread_admin_v1_ListAgentsResponse__Output } from './onethread/admin/v1/ListAgentsResponse.ts';
import type { ListDeadLettersRequest as _onethread_admin_v1_ListDeadLettersRequest, ListDeadLettersRequest__Output as _onethread_admin_v1_ListDeadLettersRequest__Output } from './onethread/admin/v1/ListDeadLettersRequest.ts';
import type { ListDeadLettersResponse as _onethread_admin_v1_ListDeadLettersResponse, ListDeadLettersResponse__Output as _onethread_admin_v1_ListDeadLettersResponse__Output } from './onethread/admin/v1/ListDeadLettersResponse.ts';
import type { ListParkedRequest as _onethread_admin_v1_ListParkedRequest, ListParkedRequest__Output as _onethread_admin_v1_ListParkedRequest__Output } from './onethread/admin/v1/ListParkedRequest.ts';
import type { ListParkedResponse as _onethread_admin_v1_ListParkedResponse, ListParkedResponse__Output as _onethread_admin_v1_ListParkedResponse__Output } from './onethread/admin/v1/ListParkedResponse.ts';
import type { ParkedKey as _onethread_admin_v1_ParkedKey, ParkedKey__Output as _onethread_admin_v1_ParkedKey__Output } from './onethread/admin/v1/ParkedKey.ts';
import type { PutAgentRequest as _onethread_admin_v1_PutAgentRequest, PutAgentRequest__Output as _onethread_admin_v1_PutAgentRequest__Output } from './onethread/admin/v1/PutAgentRequest.ts';
import type { PutAgentResponse as _onethread_admin_v1_PutAgentResponse, PutAgentResponse__Output as _onethread_admin_v1_PutAgentResponse__Output } from './onethread/admin/v1/PutAgentResponse.ts';
import type { RebuildProgress as _onethread_admin_v1_RebuildProgress, RebuildProgress__Output as _onethread_admin_v1_RebuildProgress__Output } from './onethread/admin/v1/RebuildProgress.ts';
import type { RebuildRequest as _onethread_admin_v1_RebuildRequest, RebuildRequest__Output as _onethread_admin_v1_RebuildRequest__Output } from './onethread/admin/v1/RebuildRequest.ts';
import type { RebuildSearchRequest as _onethread_admin_v1_RebuildSearchRequest, RebuildSearchRequest__Output as _onethread_admin_v1_RebuildSearchRequest__Output } from './onethread/admin/v1/RebuildSearchRequest.ts';
import type { RebuildSearchResponse as _onethread_admin_v1_RebuildSearchResponse, RebuildSearchResponse__Output as _onethread_admin_v1_RebuildSearchResponse__Output } from './onethread/admin/v1/RebuildSearchResponse.ts';
import type { ReplayDeadLetterRequest as _onethread_admin_v1_ReplayDeadLetterRequest, ReplayDeadLetterRequest__Output as _onethread_admin_v1_ReplayDeadLetterRequest__Output } from './onethread/admin/v1/ReplayDeadLetterRequest.ts';
import type { ReplayDeadLetterResponse as _onethread_admin_v1_ReplayDeadLetterResponse, ReplayDeadLetterResponse__Output as _onethread_admin_v1_ReplayDeadLetterResponse__Output } from './onethread/admin/v1/ReplayDeadLetterResponse.ts';
import type { RetryParkedRequest as _onethread_admin_v1_RetryParkedRequest, RetryParkedRequest__Output as _onethread_admin_v1_RetryParkedRequest__Output } from './onethread/admin/v1/RetryParkedRequest.ts';
import type { RetryParkedResponse as _onethread_admin_v1_RetryParkedResponse, RetryParkedResponse__Output as _onethread_admin_v1_RetryParkedResponse__Output } from './onethread/admin/v1/RetryParkedResponse.ts';
import type { SetAgentDisabledRequest as _onethread_admin_v1_SetAgentDisabledRequest, SetAgentDisabledRequest__Output as _onethread_admin_v1_SetAgentDisabledRequest__Output } from './onethread/admin/v1/SetAgentDisabledRequest.ts';
import type { SetAgentDisabledResponse as _onethread_admin_v1_SetAgentDisabledResponse, SetAgentDisabledResponse__Output as _onethread_admin_v1_SetAgentDisabledResponse__Output } from './onethread/admin/v1/SetAgentDisabledResponse.ts';
import type { VerifyDeliveryRequest as _onethread_admin_v1_VerifyDeliveryRequest, VerifyDeliveryRequest__Output as _onethread_admin_v1_VerifyDeliveryRequest__Output } from './onethread/admin/v1/VerifyDeliveryRequest.ts';
import type { VerifyDeliveryResponse as _onethread_admin_v1_VerifyDeliveryResponse, VerifyDeliveryResponse__Output as _onethread_admin_v1_VerifyDeliveryResponse__Output } from './onethread/admin/v1/VerifyDeliveryResponse.ts';
import type { VerifyProgress as _onethread_admin_v1_VerifyProgress, VerifyProgress__Output as _onethread_admin_v1_VerifyProgress__Output } from './onethread/admin/v1/VerifyProgress.ts';
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
    admin: {
      v1: {
        AdminService: SubtypeConstructor<typeof grpc.Client, _onethread_admin_v1_AdminServiceClient> & { service: _onethread_admin_v1_AdminServiceDefinition }
        DeadLetter: MessageTypeDefinition<_onethread_admin_v1_DeadLetter, _onethread_admin_v1_DeadLetter__Output>
        DeadLetterState: EnumTypeDefinition
        DeliveryLedger: MessageTypeDefinition<_onethread_admin_v1_DeliveryLedger, _onethread_admin_v1_DeliveryLedger__Output>
        DropDeadLetterRequest: MessageTypeDefinition<_onethread_admin_v1_DropDeadLetterRequest, _onethread_admin_v1_DropDeadLetterRequest__Output>
        DropDeadLetterResponse: MessageTypeDefinition<_onethread_admin_v1_DropDeadLetterResponse, _onethread_admin_v1_DropDeadLetterResponse__Output>
        DropParkedRequest: MessageTypeDefinition<_onethread_admin_v1_DropParkedRequest, _onethread_admin_v1_DropParkedRequest__Output>
        DropParkedResponse: MessageTypeDefinition<_onethread_admin_v1_DropParkedResponse, _onethread_admin_v1_DropParkedResponse__Output>
        ErasePersonRequest: MessageTypeDefinition<_onethread_admin_v1_ErasePersonRequest, _onethread_admin_v1_ErasePersonRequest__Output>
        ErasePersonResponse: MessageTypeDefinition<_onethread_admin_v1_ErasePersonResponse, _onethread_admin_v1_ErasePersonResponse__Output>
        ErasureReport: MessageTypeDefinition<_onethread_admin_v1_ErasureReport, _onethread_admin_v1_ErasureReport__Output>
        ExportPersonRequest: MessageTypeDefinition<_onethread_admin_v1_ExportPersonRequest, _onethread_admin_v1_ExportPersonRequest__Output>
        ExportPersonResponse: MessageTypeDefinition<_onethread_admin_v1_ExportPersonResponse, _onethread_admin_v1_ExportPersonResponse__Output>
        GetDeadLetterRequest: MessageTypeDefinition<_onethread_admin_v1_GetDeadLetterRequest, _onethread_admin_v1_GetDeadLetterRequest__Output>
        GetDeadLetterResponse: MessageTypeDefinition<_onethread_admin_v1_GetDeadLetterResponse, _onethread_admin_v1_GetDeadLetterResponse__Output>
        GetStatusRequest: MessageTypeDefinition<_onethread_admin_v1_GetStatusRequest, _onethread_admin_v1_GetStatusRequest__Output>
        GetStatusResponse: MessageTypeDefinition<_onethread_admin_v1_GetStatusResponse, _onethread_admin_v1_GetStatusResponse__Output>
        GroupLag: MessageTypeDefinition<_onethread_admin_v1_GroupLag, _onethread_admin_v1_GroupLag__Output>
        ImportLinksRequest: MessageTypeDefinition<_onethread_admin_v1_ImportLinksRequest, _onethread_admin_v1_ImportLinksRequest__Output>
        ImportLinksResponse: MessageTypeDefinition<_onethread_admin_v1_ImportLinksResponse, _onethread_admin_v1_ImportLinksResponse__Output>
        InviteAgentRequest: MessageTypeDefinition<_onethread_admin_v1_InviteAgentRequest, _onethread_admin_v1_InviteAgentRequest__Output>
        InviteAgentResponse: MessageTypeDefinition<_onethread_admin_v1_InviteAgentResponse, _onethread_admin_v1_InviteAgentResponse__Output>
        IssueAgentTokenRequest: MessageTypeDefinition<_onethread_admin_v1_IssueAgentTokenRequest, _onethread_admin_v1_IssueAgentTokenRequest__Output>
        IssueAgentTokenResponse: MessageTypeDefinition<_onethread_admin_v1_IssueAgentTokenResponse, _onethread_admin_v1_IssueAgentTokenResponse__Output>
        LedgerCheck: MessageTypeDefinition<_onethread_admin_v1_LedgerCheck, _onethread_admin_v1_LedgerCheck__Output>
        LedgerCount: MessageTypeDefinition<_onethread_admin_v1_LedgerCount, _onethread_admin_v1_LedgerCount__Output>
        LedgerWindow: MessageTypeDefinition<_onethread_admin_v1_LedgerWindow, _onethread_admin_v1_LedgerWindow__Output>
        ListAgentsRequest: MessageTypeDefinition<_onethread_admin_v1_ListAgentsRequest, _onethread_admin_v1_ListAgentsRequest__Output>
        ListAgentsResponse: MessageTypeDefinition<_onethread_admin_v1_ListAgentsResponse, _onethread_admin_v1_ListAgentsResponse__Output>
        ListDeadLettersRequest: MessageTypeDefinition<_onethread_admin_v1_ListDeadLettersRequest, _onethread_admin_v1_ListDeadLettersRequest__Output>
        ListDeadLettersResponse: MessageTypeDefinition<_onethread_admin_v1_ListDeadLettersResponse, _onethread_admin_v1_ListDeadLettersResponse__Output>
        ListParkedRequest: MessageTypeDefinition<_onethread_admin_v1_ListParkedRequest, _onethread_admin_v1_ListParkedRequest__Output>
        ListParkedResponse: MessageTypeDefinition<_onethread_admin_v1_ListParkedResponse, _onethread_admin_v1_ListParkedResponse__Output>
        ParkedKey: MessageTypeDefinition<_onethread_admin_v1_ParkedKey, _onethread_admin_v1_ParkedKey__Output>
        PutAgentRequest: MessageTypeDefinition<_onethread_admin_v1_PutAgentRequest, _onethread_admin_v1_PutAgentRequest__Output>
        PutAgentResponse: MessageTypeDefinition<_onethread_admin_v1_PutAgentResponse, _onethread_admin_v1_PutAgentResponse__Output>
        RebuildProgress: MessageTypeDefinition<_onethread_admin_v1_RebuildProgress, _onethread_admin_v1_RebuildProgress__Output>
        RebuildRequest: MessageTypeDefinition<_onethread_admin_v1_RebuildRequest, _onethread_admin_v1_RebuildRequest__Output>
        RebuildSearchRequest: MessageTypeDefinition<_onethread_admin_v1_RebuildSearchRequest, _onethread_admin_v1_RebuildSearchRequest__Output>
        RebuildSearchResponse: MessageTypeDefinition<_onethread_admin_v1_RebuildSearchResponse, _onethread_admin_v1_RebuildSearchResponse__Output>
        ReplayDeadLetterRequest: MessageTypeDefinition<_onethread_admin_v1_ReplayDeadLetterRequest, _onethread_admin_v1_ReplayDeadLetterRequest__Output>
        ReplayDeadLetterResponse: MessageTypeDefinition<_onethread_admin_v1_ReplayDeadLetterResponse, _onethread_admin_v1_ReplayDeadLetterResponse__Output>
        RetryParkedRequest: MessageTypeDefinition<_onethread_admin_v1_RetryParkedRequest, _onethread_admin_v1_RetryParkedRequest__Output>
        RetryParkedResponse: MessageTypeDefinition<_onethread_admin_v1_RetryParkedResponse, _onethread_admin_v1_RetryParkedResponse__Output>
        SetAgentDisabledRequest: MessageTypeDefinition<_onethread_admin_v1_SetAgentDisabledRequest, _onethread_admin_v1_SetAgentDisabledRequest__Output>
        SetAgentDisabledResponse: MessageTypeDefinition<_onethread_admin_v1_SetAgentDisabledResponse, _onethread_admin_v1_SetAgentDisabledResponse__Output>
        VerifyDeliveryRequest: MessageTypeDefinition<_onethread_admin_v1_VerifyDeliveryRequest, _onethread_admin_v1_VerifyDeliveryRequest__Output>
        VerifyDeliveryResponse: MessageTypeDefinition<_onethread_admin_v1_VerifyDeliveryResponse, _onethread_admin_v1_VerifyDeliveryResponse__Output>
        VerifyProgress: MessageTypeDefinition<_onethread_admin_v1_VerifyProgress, _onethread_admin_v1_VerifyProgress__Output>
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

