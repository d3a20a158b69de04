import type { SkillNeed } from './assignment.ts';
import type { Role } from './model.ts';

/** The settings of assignment as agents' pages edit them: names and meanings as in settings.proto. */
export interface Skill {
  readonly id: string;
  readonly name: string;
}

export interface TeamSettings {
  readonly id: string;
  readonly name: string;
  /** 0: no limit. */
  readonly maxLoad: number;
}

export interface Pool {
  readonly id: string;
  readonly name: string;
}

export interface ChannelCost {
  readonly channel: string;
  /** 0: as the channel announces. */
  readonly weight: number;
  readonly interruptible: boolean;
}

export interface DayHours {
  readonly weekday: string;
  /** 09:00-17:30 */
  readonly hours: readonly string[];
}

export interface Holiday {
  readonly date: string;
  readonly name: string;
  /** Empty: closed all day. */
  readonly hours: readonly string[];
}

export interface Calendar {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly week: readonly DayHours[];
  readonly holidays: readonly Holiday[];
}

export interface RelaxStep {
  readonly afterSeconds: number;
  readonly skills: readonly SkillNeed[];
}

export interface OverflowStep {
  readonly afterSeconds: number;
  readonly queue: string;
}

/** 0: no such target; `warnMinutes` 0: the default, 15. */
export interface Targets {
  readonly firstResponseMinutes: number;
  readonly nextResponseMinutes: number;
  readonly resolutionMinutes: number;
  readonly warnMinutes: number;
}

export interface QueueSettings {
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  readonly teams: readonly string[];
  readonly skills: readonly SkillNeed[];
  readonly relax: readonly RelaxStep[];
  readonly overflow: readonly OverflowStep[];
  /** Absent: never. */
  readonly anyoneAfterSeconds?: number | undefined;
  readonly priority: number;
  /** Empty: always open. */
  readonly calendar: string;
  readonly targets: Targets | null;
  /** 0: the service's own setting. */
  readonly offerSeconds: number;
  readonly autoAccept: boolean;
  /** Absent: 10. */
  readonly stickySeconds?: number | undefined;
  /** 0: the default, 30. */
  readonly idleMinutes: number;
}

export interface AttributeCondition {
  readonly name: string;
  readonly values: readonly string[];
}

export interface RuleCondition {
  readonly channels: readonly string[];
  readonly accounts: readonly string[];
  readonly languages: readonly string[];
  readonly attributes: readonly AttributeCondition[];
  readonly text: readonly string[];
  readonly hours: { readonly calendar: string; readonly open: boolean } | null;
}

export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly when: RuleCondition | null;
  readonly queue: string;
  readonly skills: readonly SkillNeed[];
  readonly priority: number;
}

export interface AssignmentSettings {
  readonly skills: readonly Skill[];
  readonly teams: readonly TeamSettings[];
  readonly pools: readonly Pool[];
  readonly calendars: readonly Calendar[];
  readonly channels: readonly ChannelCost[];
  readonly queues: readonly QueueSettings[];
  /** In their order: the first that holds decides. */
  readonly rules: readonly Rule[];
  readonly defaultQueue: string;
  /** 0: the default, 60. */
  readonly ageUnitSeconds: number;
}

export interface ChannelLimit {
  readonly channel: string;
  readonly capacity: number;
}

export interface Abilities {
  readonly pool: string;
  readonly capacity: number;
  /** Absent: as much as `capacity`. */
  readonly interruptibleCapacity?: number | undefined;
  readonly channels: readonly ChannelLimit[];
  readonly skills: readonly SkillNeed[];
  readonly teams: readonly string[];
}

export interface AgentSettings {
  readonly agentId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly abilities: Abilities;
}

export interface SettingsVersion {
  readonly version: number;
  readonly settings: AssignmentSettings;
  readonly changedBy: string;
  readonly changedAtMs: number;
  readonly note: string;
  readonly agents: readonly AgentSettings[];
}

export interface SettingsProblem {
  /** An error is not put in force; a warning is, once somebody said so. */
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** queues[billing].skills[0] */
  readonly path: string;
  readonly message: string;
}

export interface SettingsChange {
  readonly path: string;
  /** As JSON; empty where there is none. */
  readonly before: string;
  readonly after: string;
}

/** What is asked to be checked or put in force; only agents that were changed. */
export interface SettingsWish {
  readonly settings: AssignmentSettings;
  readonly agents: readonly AgentSettings[];
}

export interface SettingsCheck {
  readonly problems: readonly SettingsProblem[];
  readonly changes: readonly SettingsChange[];
  readonly versionInForce: number;
}

export interface SettingsApplied {
  readonly version: number;
  readonly problems: readonly SettingsProblem[];
}

export interface ChangeEntry {
  readonly atMs: number;
  readonly by: string;
  readonly note: string;
  /** 0 where only agents changed. */
  readonly version: number;
  readonly changes: readonly SettingsChange[];
}

export interface ChangePage {
  readonly entries: readonly ChangeEntry[];
  readonly nextPageToken: string;
}

/** For everybody: what a team is called. */
export interface TeamName {
  readonly id: string;
  readonly name: string;
}

export const MAX_CHANGE_NOTE = 500;
export const MAX_SKILL_LEVEL = 5;
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
