import { RoutingError } from '../../domain/errors.ts';
import type { SettingsChange } from '../../domain/settings/settings-changes.ts';
import { NotWrittenError } from '../assignment/not-written-error.ts';
import type { UseCaseContext } from '../context.ts';

/** Who changes something of an agent, and why. */
export interface ChangeOfAgent {
  /** Id of an agent, or the operator's. */
  readonly by: string;
  readonly note: string;
  readonly changes: readonly SettingsChange[];
}

/**
 * Does what changes an agent, with its line in the audit trail. The line is written first, and taken back only where it is
 * known that nothing was done: a crash may leave a line of what was not done, never something done without a line.
 */
export async function recordedChange<Result>(
  { collections, now, newId }: Pick<UseCaseContext, 'collections' | 'now' | 'newId'>,
  { by, note, changes }: ChangeOfAgent,
  work: () => Promise<Result>,
): Promise<Result> {
  if (changes.length === 0) return await work();
  const id = `a${newId()}`;
  await collections.settingsChanges.insert({ _id: id, at: now(), by, note, version: 0, changes });
  try {
    return await work();
  } catch (error) {
    const isRefused = error instanceof RoutingError && !(error instanceof NotWrittenError);
    if (isRefused) await collections.settingsChanges.remove(id);
    throw error;
  }
}
