import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

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

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  onethread: {
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
  }
}

