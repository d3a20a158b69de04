import { FIRST_SETTINGS, recordedInputSchema, type AssignmentSettings, type RecordedInput } from '@onethread/contracts';
import { replayRecording } from '@onethread/routing';
import { createAssignmentClient, createSettingsClient, settingsFromProto, type ClientOptions } from '@onethread/rpc';
import type { Findings } from '../findings.ts';

const POOL = 'main';

/** What was decided again from the recording. */
export interface Replayed {
  readonly decisions: number;
  readonly terms: number;
}

/** Exports the recording of the whole run as an operator does, and makes every decision of every term again. */
export async function checkRecording(options: ClientOptions, findings: Findings): Promise<Replayed> {
  const settings = await versionsOf(options);
  const { decisions, starts, firstDifference } = await replayRecording(exported(options), (version) => {
    const known = settings.get(version);
    return known && { version, queues: known.queues, teams: known.teams, ageUnitSeconds: known.ageUnitSeconds };
  });
  if (firstDifference !== undefined)
    findings.add('replay', `decided otherwise than recorded: ${JSON.stringify(firstDifference)}`);
  return { decisions, terms: starts };
}

async function* exported(options: ClientOptions): AsyncGenerator<RecordedInput> {
  const client = createAssignmentClient(options);
  try {
    for await (const { lines } of client.exportRecording({ fromMs: 1, toMs: 0, pool: POOL })) {
      for (const line of (lines as string).trimEnd().split('\n')) yield recordedInputSchema.parse(JSON.parse(line));
    }
  } finally {
    client.close();
  }
}

/** Every version up to the one in force. */
async function versionsOf(options: ClientOptions): Promise<ReadonlyMap<number, AssignmentSettings>> {
  const client = createSettingsClient(options);
  try {
    const versions = new Map<number, AssignmentSettings>([[0, FIRST_SETTINGS]]);
    const current = await client.getSettings();
    for (let version = 1; version <= current.version; version += 1) {
      const { settings } = await client.getSettings({ version });
      if (settings) versions.set(version, settingsFromProto(settings));
    }
    return versions;
  } finally {
    client.close();
  }
}
