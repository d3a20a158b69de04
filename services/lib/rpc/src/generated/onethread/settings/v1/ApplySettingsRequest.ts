// Original file: proto/onethread/settings/v1/settings.proto

import type { Settings as _onethread_settings_v1_Settings, Settings__Output as _onethread_settings_v1_Settings__Output } from '../../../onethread/settings/v1/Settings.ts';
import type { AgentSettings as _onethread_settings_v1_AgentSettings, AgentSettings__Output as _onethread_settings_v1_AgentSettings__Output } from '../../../onethread/settings/v1/AgentSettings.ts';
import type { Long } from '@grpc/proto-loader';

export interface ApplySettingsRequest {
  'settings'?: (_onethread_settings_v1_Settings | null);
  'agents'?: (_onethread_settings_v1_AgentSettings)[];
  'expectedVersion'?: (number | string | Long);
  'note'?: (string);
}

export interface ApplySettingsRequest__Output {
  'settings': (_onethread_settings_v1_Settings__Output | null);
  'agents': (_onethread_settings_v1_AgentSettings__Output)[];
  'expectedVersion': (number);
  'note': (string);
}
