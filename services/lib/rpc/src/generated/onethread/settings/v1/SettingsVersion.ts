// Original file: proto/onethread/settings/v1/settings.proto

import type { Settings as _onethread_settings_v1_Settings, Settings__Output as _onethread_settings_v1_Settings__Output } from '../../../onethread/settings/v1/Settings.ts';
import type { AgentSettings as _onethread_settings_v1_AgentSettings, AgentSettings__Output as _onethread_settings_v1_AgentSettings__Output } from '../../../onethread/settings/v1/AgentSettings.ts';
import type { Long } from '@grpc/proto-loader';

export interface SettingsVersion {
  'version'?: (number | string | Long);
  'settings'?: (_onethread_settings_v1_Settings | null);
  'changedBy'?: (string);
  'changedAtMs'?: (number | string | Long);
  'note'?: (string);
  'agents'?: (_onethread_settings_v1_AgentSettings)[];
}

export interface SettingsVersion__Output {
  'version': (number);
  'settings': (_onethread_settings_v1_Settings__Output | null);
  'changedBy': (string);
  'changedAtMs': (number);
  'note': (string);
  'agents': (_onethread_settings_v1_AgentSettings__Output)[];
}
