import { RoutingError } from '../domain/errors.ts';
import type { Collections } from './collections.ts';
import { CURRENT } from './settings-in-force.ts';
import type { SettingsDocument } from './settings-documents.ts';

/** A version, wherever it is kept. */
export type SettingsVersion = Omit<SettingsDocument, '_id' | 'rev'>;

const idOf = (version: number): string => `v${version}`;

/** The version in force as the store has it now; undefined: nothing was ever applied. */
export async function currentVersion({ settings }: Collections): Promise<SettingsDocument | undefined> {
  return await settings.get(CURRENT);
}

/** An earlier version, or the one in force. Throws `RoutingError` not-found. */
export async function versionOf(collections: Collections, version: number): Promise<SettingsDocument> {
  const current = await currentVersion(collections);
  if (current?.version === version) return current;
  const kept = await collections.settings.get(idOf(version));
  if (kept === undefined) throw new RoutingError('not-found', `there is no version ${version} of the settings`);
  return kept;
}

/**
 * Puts a version in force in place of the one that was read. False when others were faster. What a crash leaves undone
 * after it, `keepVersion` of the next change does. Throws the store's errors, unknown outcomes among them.
 */
export async function putInForce(
  { settings, memory }: Collections,
  next: SettingsVersion,
  current: SettingsDocument | undefined,
): Promise<boolean> {
  const document = { ...next, _id: CURRENT };
  const isDone =
    current === undefined
      ? (await settings.insert(document)).outcome === 'inserted'
      : (await settings.replace({ ...document, rev: current.rev })).outcome === 'applied';
  memory.settings.forget();
  return isDone;
}

/** Whether `keepVersion` has nothing left to do for it. */
export async function isKept({ settingsChanges }: Collections, version: number): Promise<boolean> {
  return (await settingsChanges.get(idOf(version))) !== undefined;
}

/** Keeps a copy of a version for ever, and its line in the audit trail. Repeatable. */
export async function keepVersion(
  { settings, settingsChanges }: Collections,
  { version, settings: content, by, at, note, changes }: SettingsVersion,
): Promise<void> {
  const _id = idOf(version);
  await settings.insert({ _id, version, settings: content, by, at, note, changes });
  await settingsChanges.insert({ _id, at, by, note, version, changes });
}
