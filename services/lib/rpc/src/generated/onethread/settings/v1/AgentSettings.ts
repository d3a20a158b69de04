// Original file: proto/onethread/settings/v1/settings.proto

import type { Abilities as _onethread_settings_v1_Abilities, Abilities__Output as _onethread_settings_v1_Abilities__Output } from '../../../onethread/settings/v1/Abilities.ts';

export interface AgentSettings {
  'agentId'?: (string);
  'email'?: (string);
  'name'?: (string);
  'role'?: (string);
  'disabled'?: (boolean);
  'abilities'?: (_onethread_settings_v1_Abilities | null);
}

export interface AgentSettings__Output {
  'agentId': (string);
  'email': (string);
  'name': (string);
  'role': (string);
  'disabled': (boolean);
  'abilities': (_onethread_settings_v1_Abilities__Output | null);
}
