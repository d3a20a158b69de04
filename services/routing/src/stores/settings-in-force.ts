import { assignmentSettingsSchema, FIRST_SETTINGS, type AssignmentSettings } from '@onethread/contracts';
import type { Collections } from './collections.ts';
import type { SettingsInForce } from './settings-memory.ts';

export type { SettingsInForce } from './settings-memory.ts';

/** `_id` of the version in force. */
export const CURRENT = 'current';

const FIRST: SettingsInForce = { version: 0, settings: FIRST_SETTINGS };

/**
 * The settings in force, from memory: read again once other settings were announced, and after 30 s at the latest. Until
 * anything was applied: version 0, one queue for everyone. Throws the store's errors.
 */
export async function settingsInForce({
  collections,
}: {
  readonly collections: Collections;
}): Promise<SettingsInForce> {
  return await collections.memory.settings.get(async () => {
    const document = await collections.settings.get(CURRENT);
    return document === undefined ? FIRST : { version: document.version, settings: readSettings(document.settings) };
  });
}

/**
 * Settings as this release knows them: an older release's get defaults for what was added since, and what only a newer
 * release knows is left out. Throws where they are not settings at all.
 */
export function readSettings(stored: unknown): AssignmentSettings {
  const first = assignmentSettingsSchema.safeParse(stored);
  if (first.success) return first.data;
  const known: unknown = structuredClone(stored);
  for (const issue of first.error.issues) {
    if (issue.code === 'unrecognized_keys') dropKeys(known, issue.path, issue.keys);
  }
  return assignmentSettingsSchema.parse(known);
}

function dropKeys(root: unknown, path: readonly PropertyKey[], keys: readonly string[]): void {
  let holder = root as Record<PropertyKey, unknown>;
  for (const step of path) holder = holder[step] as Record<PropertyKey, unknown>;
  for (const key of keys) delete holder[key];
}
