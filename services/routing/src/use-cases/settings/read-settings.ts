import { FIRST_SETTINGS, type AssignmentSettings } from '@onethread/contracts';
import type { Collections } from '../../stores/collections.ts';
import { readSettings } from '../../stores/settings-in-force.ts';
import { currentVersion, versionOf } from '../../stores/settings-versions.ts';
import { knownAgents, type KnownAgent } from './declared-agents.ts';

/** One version of the settings, with who made it. */
export interface SettingsVersionView {
  readonly version: number;
  readonly settings: AssignmentSettings;
  /** Empty for the settings of the beginning. */
  readonly by: string;
  /** Epoch ms; 0 for those of the beginning. */
  readonly at: number;
  readonly note: string;
  /** As they are now; only with the version in force. */
  readonly agents: readonly KnownAgent[];
}

/** The version in force (0), or another. Throws `RoutingError` not-found. */
export async function readVersion(collections: Collections, version: number): Promise<SettingsVersionView> {
  const current = await currentVersion(collections);
  if (version === 0 || version === current?.version) {
    const agents = await knownAgents(collections);
    if (current === undefined) return { version: 0, settings: FIRST_SETTINGS, by: '', at: 0, note: '', agents };
    return { ...current, settings: readSettings(current.settings), agents };
  }
  const kept = await versionOf(collections, version);
  return { ...kept, settings: readSettings(kept.settings), agents: [] };
}
