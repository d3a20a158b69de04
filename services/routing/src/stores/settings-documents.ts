import type { AssignmentSettings } from '@onethread/contracts';
import type { SettingsChange } from '../domain/settings/settings-changes.ts';
import type { Document } from './document.ts';

/**
 * One version of the assignment settings. `_id` `current`: the one in force, and the only arbiter of which that is;
 * `v<n>`: a copy for ever, made at the latest before the next version comes into force.
 */
export interface SettingsDocument extends Document<string> {
  /** 1 and up, without gaps. */
  readonly version: number;
  readonly settings: AssignmentSettings;
  /** Id of an agent, or the operator's. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  readonly note: string;
  /** Against the version before. */
  readonly changes: readonly SettingsChange[];
}

/**
 * Who changed what: of settings (`_id` `v<n>`, as often as it is written) and of agents. `_id`s of agents' changes begin
 * with `a`.
 */
export interface SettingsChangeDocument extends Document<string> {
  /** Epoch ms. */
  readonly at: number;
  readonly by: string;
  readonly note: string;
  /** 0 where only agents changed. */
  readonly version: number;
  readonly changes: readonly SettingsChange[];
}
