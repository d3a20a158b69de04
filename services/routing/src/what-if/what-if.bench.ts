import type { RecordedInput } from '@onethread/contracts';
import { policySettingsOf } from './placing.ts';
import { replayRecording } from './replay-recording.ts';
import { liveMonday, mondaySettings, POOL } from './testing/monday.ts';
import { whatIf } from './what-if.ts';

export interface WhatIfSpeed {
  readonly conversations: number;
  readonly agents: number;
  readonly inputs: number;
  /** Of the recording as JSON. */
  readonly bytes: number;
  readonly decisions: number;
  /** Decisions that came out otherwise when they were made again: 0. */
  readonly different: number;
  readonly replayMs: number;
  /** Reading, replaying and two simulations. */
  readonly answerMs: number;
}

/** How long it takes to ask what would have been of a busy Monday. */
export async function benchWhatIf({ conversations = 10_000, agents = 60 } = {}): Promise<WhatIfSpeed> {
  const inputs: RecordedInput[] = [];
  const { from, to, decisions } = liveMonday({
    seed: 1,
    conversations,
    agents,
    recorder: {
      begin: (term) => inputs.push({ type: 'term', pool: POOL, ...term }),
      note: (input) => inputs.push(input),
    },
  });
  const began = performance.now();
  const replay = await replayRecording(inputs, (version) => policySettingsOf(settingsOf(version), POOL));
  const replayed = performance.now();
  const asked = mondaySettings(2);
  await whatIf(inputs, { pool: POOL, from, to, settingsOf, asked, idOf: () => undefined, seed: 1 });
  return {
    conversations,
    agents,
    inputs: inputs.length,
    bytes: inputs.reduce((sum, input) => sum + JSON.stringify(input).length, 0),
    decisions,
    different: replay.firstDifference === undefined ? decisions - replay.decisions : 1,
    replayMs: replayed - began,
    answerMs: performance.now() - replayed,
  };
}

function settingsOf(version: number) {
  return { version, settings: mondaySettings(version === 1 ? 1 : 2) };
}
