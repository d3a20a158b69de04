import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AgentRow as _onethread_assignment_v1_AgentRow, AgentRow__Output as _onethread_assignment_v1_AgentRow__Output } from './onethread/assignment/v1/AgentRow.ts';
import type { AssignmentServiceClient as _onethread_assignment_v1_AssignmentServiceClient, AssignmentServiceDefinition as _onethread_assignment_v1_AssignmentServiceDefinition } from './onethread/assignment/v1/AssignmentService.ts';
import type { Candidate as _onethread_assignment_v1_Candidate, Candidate__Output as _onethread_assignment_v1_Candidate__Output } from './onethread/assignment/v1/Candidate.ts';
import type { Decision as _onethread_assignment_v1_Decision, Decision__Output as _onethread_assignment_v1_Decision__Output } from './onethread/assignment/v1/Decision.ts';
import type { ExplainConversationRequest as _onethread_assignment_v1_ExplainConversationRequest, ExplainConversationRequest__Output as _onethread_assignment_v1_ExplainConversationRequest__Output } from './onethread/assignment/v1/ExplainConversationRequest.ts';
import type { Explanation as _onethread_assignment_v1_Explanation, Explanation__Output as _onethread_assignment_v1_Explanation__Output } from './onethread/assignment/v1/Explanation.ts';
import type { ExportRecordingRequest as _onethread_assignment_v1_ExportRecordingRequest, ExportRecordingRequest__Output as _onethread_assignment_v1_ExportRecordingRequest__Output } from './onethread/assignment/v1/ExportRecordingRequest.ts';
import type { QueueRow as _onethread_assignment_v1_QueueRow, QueueRow__Output as _onethread_assignment_v1_QueueRow__Output } from './onethread/assignment/v1/QueueRow.ts';
import type { ReasonCount as _onethread_assignment_v1_ReasonCount, ReasonCount__Output as _onethread_assignment_v1_ReasonCount__Output } from './onethread/assignment/v1/ReasonCount.ts';
import type { RecordingChunk as _onethread_assignment_v1_RecordingChunk, RecordingChunk__Output as _onethread_assignment_v1_RecordingChunk__Output } from './onethread/assignment/v1/RecordingChunk.ts';
import type { TargetRow as _onethread_assignment_v1_TargetRow, TargetRow__Output as _onethread_assignment_v1_TargetRow__Output } from './onethread/assignment/v1/TargetRow.ts';
import type { Waiting as _onethread_assignment_v1_Waiting, Waiting__Output as _onethread_assignment_v1_Waiting__Output } from './onethread/assignment/v1/Waiting.ts';
import type { Wallboard as _onethread_assignment_v1_Wallboard, Wallboard__Output as _onethread_assignment_v1_Wallboard__Output } from './onethread/assignment/v1/Wallboard.ts';
import type { WatchWallboardRequest as _onethread_assignment_v1_WatchWallboardRequest, WatchWallboardRequest__Output as _onethread_assignment_v1_WatchWallboardRequest__Output } from './onethread/assignment/v1/WatchWallboardRequest.ts';
import type { WhyNot as _onethread_assignment_v1_WhyNot, WhyNot__Output as _onethread_assignment_v1_WhyNot__Output } from './onethread/assignment/v1/WhyNot.ts';
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
import type { Abilities as _onethread_settings_v1_Abilities, Abilities__Output as _onethread_settings_v1_Abilities__Output } from './onethread/settings/v1/Abilities.ts';
import type { AgentSettings as _onethread_settings_v1_AgentSettings, AgentSettings__Output as _onethread_settings_v1_AgentSettings__Output } from './onethread/settings/v1/AgentSettings.ts';
import type { ApplySettingsRequest as _onethread_settings_v1_ApplySettingsRequest, ApplySettingsRequest__Output as _onethread_settings_v1_ApplySettingsRequest__Output } from './onethread/settings/v1/ApplySettingsRequest.ts';
import type { ApplySettingsResponse as _onethread_settings_v1_ApplySettingsResponse, ApplySettingsResponse__Output as _onethread_settings_v1_ApplySettingsResponse__Output } from './onethread/settings/v1/ApplySettingsResponse.ts';
import type { AttributeCondition as _onethread_settings_v1_AttributeCondition, AttributeCondition__Output as _onethread_settings_v1_AttributeCondition__Output } from './onethread/settings/v1/AttributeCondition.ts';
import type { Calendar as _onethread_settings_v1_Calendar, Calendar__Output as _onethread_settings_v1_Calendar__Output } from './onethread/settings/v1/Calendar.ts';
import type { Change as _onethread_settings_v1_Change, Change__Output as _onethread_settings_v1_Change__Output } from './onethread/settings/v1/Change.ts';
import type { ChannelCost as _onethread_settings_v1_ChannelCost, ChannelCost__Output as _onethread_settings_v1_ChannelCost__Output } from './onethread/settings/v1/ChannelCost.ts';
import type { ChannelLimit as _onethread_settings_v1_ChannelLimit, ChannelLimit__Output as _onethread_settings_v1_ChannelLimit__Output } from './onethread/settings/v1/ChannelLimit.ts';
import type { CheckSettingsRequest as _onethread_settings_v1_CheckSettingsRequest, CheckSettingsRequest__Output as _onethread_settings_v1_CheckSettingsRequest__Output } from './onethread/settings/v1/CheckSettingsRequest.ts';
import type { CheckSettingsResponse as _onethread_settings_v1_CheckSettingsResponse, CheckSettingsResponse__Output as _onethread_settings_v1_CheckSettingsResponse__Output } from './onethread/settings/v1/CheckSettingsResponse.ts';
import type { DayHours as _onethread_settings_v1_DayHours, DayHours__Output as _onethread_settings_v1_DayHours__Output } from './onethread/settings/v1/DayHours.ts';
import type { GetSettingsRequest as _onethread_settings_v1_GetSettingsRequest, GetSettingsRequest__Output as _onethread_settings_v1_GetSettingsRequest__Output } from './onethread/settings/v1/GetSettingsRequest.ts';
import type { Holiday as _onethread_settings_v1_Holiday, Holiday__Output as _onethread_settings_v1_Holiday__Output } from './onethread/settings/v1/Holiday.ts';
import type { HoursCondition as _onethread_settings_v1_HoursCondition, HoursCondition__Output as _onethread_settings_v1_HoursCondition__Output } from './onethread/settings/v1/HoursCondition.ts';
import type { ListChangesRequest as _onethread_settings_v1_ListChangesRequest, ListChangesRequest__Output as _onethread_settings_v1_ListChangesRequest__Output } from './onethread/settings/v1/ListChangesRequest.ts';
import type { ListChangesResponse as _onethread_settings_v1_ListChangesResponse, ListChangesResponse__Output as _onethread_settings_v1_ListChangesResponse__Output } from './onethread/settings/v1/ListChangesResponse.ts';
import type { OverflowStep as _onethread_settings_v1_OverflowStep, OverflowStep__Output as _onethread_settings_v1_OverflowStep__Output } from './onethread/settings/v1/OverflowStep.ts';
import type { Pool as _onethread_settings_v1_Pool, Pool__Output as _onethread_settings_v1_Pool__Output } from './onethread/settings/v1/Pool.ts';
import type { Problem as _onethread_settings_v1_Problem, Problem__Output as _onethread_settings_v1_Problem__Output } from './onethread/settings/v1/Problem.ts';
import type { Queue as _onethread_settings_v1_Queue, Queue__Output as _onethread_settings_v1_Queue__Output } from './onethread/settings/v1/Queue.ts';
import type { RelaxStep as _onethread_settings_v1_RelaxStep, RelaxStep__Output as _onethread_settings_v1_RelaxStep__Output } from './onethread/settings/v1/RelaxStep.ts';
import type { Rule as _onethread_settings_v1_Rule, Rule__Output as _onethread_settings_v1_Rule__Output } from './onethread/settings/v1/Rule.ts';
import type { RuleCondition as _onethread_settings_v1_RuleCondition, RuleCondition__Output as _onethread_settings_v1_RuleCondition__Output } from './onethread/settings/v1/RuleCondition.ts';
import type { Settings as _onethread_settings_v1_Settings, Settings__Output as _onethread_settings_v1_Settings__Output } from './onethread/settings/v1/Settings.ts';
import type { SettingsServiceClient as _onethread_settings_v1_SettingsServiceClient, SettingsServiceDefinition as _onethread_settings_v1_SettingsServiceDefinition } from './onethread/settings/v1/SettingsService.ts';
import type { SettingsVersion as _onethread_settings_v1_SettingsVersion, SettingsVersion__Output as _onethread_settings_v1_SettingsVersion__Output } from './onethread/settings/v1/SettingsVersion.ts';
import type { Skill as _onethread_settings_v1_Skill, Skill__Output as _onethread_settings_v1_Skill__Output } from './onethread/settings/v1/Skill.ts';
import type { SkillNeed as _onethread_settings_v1_SkillNeed, SkillNeed__Output as _onethread_settings_v1_SkillNeed__Output } from './onethread/settings/v1/SkillNeed.ts';
import type { Targets as _onethread_settings_v1_Targets, Targets__Output as _onethread_settings_v1_Targets__Output } from './onethread/settings/v1/Targets.ts';
import type { Team as _onethread_settings_v1_Team, Team__Output as _onethread_settings_v1_Team__Output } from './onethread/settings/v1/Team.ts';
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
    assignment: {
      v1: {
        AgentRow: MessageTypeDefinition<_onethread_assignment_v1_AgentRow, _onethread_assignment_v1_AgentRow__Output>
        AssignmentService: SubtypeConstructor<typeof grpc.Client, _onethread_assignment_v1_AssignmentServiceClient> & { service: _onethread_assignment_v1_AssignmentServiceDefinition }
        Candidate: MessageTypeDefinition<_onethread_assignment_v1_Candidate, _onethread_assignment_v1_Candidate__Output>
        Decision: MessageTypeDefinition<_onethread_assignment_v1_Decision, _onethread_assignment_v1_Decision__Output>
        ExplainConversationRequest: MessageTypeDefinition<_onethread_assignment_v1_ExplainConversationRequest, _onethread_assignment_v1_ExplainConversationRequest__Output>
        Explanation: MessageTypeDefinition<_onethread_assignment_v1_Explanation, _onethread_assignment_v1_Explanation__Output>
        ExportRecordingRequest: MessageTypeDefinition<_onethread_assignment_v1_ExportRecordingRequest, _onethread_assignment_v1_ExportRecordingRequest__Output>
        QueueRow: MessageTypeDefinition<_onethread_assignment_v1_QueueRow, _onethread_assignment_v1_QueueRow__Output>
        ReasonCount: MessageTypeDefinition<_onethread_assignment_v1_ReasonCount, _onethread_assignment_v1_ReasonCount__Output>
        RecordingChunk: MessageTypeDefinition<_onethread_assignment_v1_RecordingChunk, _onethread_assignment_v1_RecordingChunk__Output>
        TargetRow: MessageTypeDefinition<_onethread_assignment_v1_TargetRow, _onethread_assignment_v1_TargetRow__Output>
        Waiting: MessageTypeDefinition<_onethread_assignment_v1_Waiting, _onethread_assignment_v1_Waiting__Output>
        Wallboard: MessageTypeDefinition<_onethread_assignment_v1_Wallboard, _onethread_assignment_v1_Wallboard__Output>
        WatchWallboardRequest: MessageTypeDefinition<_onethread_assignment_v1_WatchWallboardRequest, _onethread_assignment_v1_WatchWallboardRequest__Output>
        WhyNot: MessageTypeDefinition<_onethread_assignment_v1_WhyNot, _onethread_assignment_v1_WhyNot__Output>
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
    settings: {
      v1: {
        Abilities: MessageTypeDefinition<_onethread_settings_v1_Abilities, _onethread_settings_v1_Abilities__Output>
        AgentSettings: MessageTypeDefinition<_onethread_settings_v1_AgentSettings, _onethread_settings_v1_AgentSettings__Output>
        ApplySettingsRequest: MessageTypeDefinition<_onethread_settings_v1_ApplySettingsRequest, _onethread_settings_v1_ApplySettingsRequest__Output>
        ApplySettingsResponse: MessageTypeDefinition<_onethread_settings_v1_ApplySettingsResponse, _onethread_settings_v1_ApplySettingsResponse__Output>
        AttributeCondition: MessageTypeDefinition<_onethread_settings_v1_AttributeCondition, _onethread_settings_v1_AttributeCondition__Output>
        Calendar: MessageTypeDefinition<_onethread_settings_v1_Calendar, _onethread_settings_v1_Calendar__Output>
        Change: MessageTypeDefinition<_onethread_settings_v1_Change, _onethread_settings_v1_Change__Output>
        ChannelCost: MessageTypeDefinition<_onethread_settings_v1_ChannelCost, _onethread_settings_v1_ChannelCost__Output>
        ChannelLimit: MessageTypeDefinition<_onethread_settings_v1_ChannelLimit, _onethread_settings_v1_ChannelLimit__Output>
        CheckSettingsRequest: MessageTypeDefinition<_onethread_settings_v1_CheckSettingsRequest, _onethread_settings_v1_CheckSettingsRequest__Output>
        CheckSettingsResponse: MessageTypeDefinition<_onethread_settings_v1_CheckSettingsResponse, _onethread_settings_v1_CheckSettingsResponse__Output>
        DayHours: MessageTypeDefinition<_onethread_settings_v1_DayHours, _onethread_settings_v1_DayHours__Output>
        GetSettingsRequest: MessageTypeDefinition<_onethread_settings_v1_GetSettingsRequest, _onethread_settings_v1_GetSettingsRequest__Output>
        Holiday: MessageTypeDefinition<_onethread_settings_v1_Holiday, _onethread_settings_v1_Holiday__Output>
        HoursCondition: MessageTypeDefinition<_onethread_settings_v1_HoursCondition, _onethread_settings_v1_HoursCondition__Output>
        ListChangesRequest: MessageTypeDefinition<_onethread_settings_v1_ListChangesRequest, _onethread_settings_v1_ListChangesRequest__Output>
        ListChangesResponse: MessageTypeDefinition<_onethread_settings_v1_ListChangesResponse, _onethread_settings_v1_ListChangesResponse__Output>
        OverflowStep: MessageTypeDefinition<_onethread_settings_v1_OverflowStep, _onethread_settings_v1_OverflowStep__Output>
        Pool: MessageTypeDefinition<_onethread_settings_v1_Pool, _onethread_settings_v1_Pool__Output>
        Problem: MessageTypeDefinition<_onethread_settings_v1_Problem, _onethread_settings_v1_Problem__Output>
        Queue: MessageTypeDefinition<_onethread_settings_v1_Queue, _onethread_settings_v1_Queue__Output>
        RelaxStep: MessageTypeDefinition<_onethread_settings_v1_RelaxStep, _onethread_settings_v1_RelaxStep__Output>
        Rule: MessageTypeDefinition<_onethread_settings_v1_Rule, _onethread_settings_v1_Rule__Output>
        RuleCondition: MessageTypeDefinition<_onethread_settings_v1_RuleCondition, _onethread_settings_v1_RuleCondition__Output>
        Settings: MessageTypeDefinition<_onethread_settings_v1_Settings, _onethread_settings_v1_Settings__Output>
        SettingsService: SubtypeConstructor<typeof grpc.Client, _onethread_settings_v1_SettingsServiceClient> & { service: _onethread_settings_v1_SettingsServiceDefinition }
        SettingsVersion: MessageTypeDefinition<_onethread_settings_v1_SettingsVersion, _onethread_settings_v1_SettingsVersion__Output>
        Severity: EnumTypeDefinition
        Skill: MessageTypeDefinition<_onethread_settings_v1_Skill, _onethread_settings_v1_Skill__Output>
        SkillNeed: MessageTypeDefinition<_onethread_settings_v1_SkillNeed, _onethread_settings_v1_SkillNeed__Output>
        Targets: MessageTypeDefinition<_onethread_settings_v1_Targets, _onethread_settings_v1_Targets__Output>
        Team: MessageTypeDefinition<_onethread_settings_v1_Team, _onethread_settings_v1_Team__Output>
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

