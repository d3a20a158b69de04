import type { RecordedInput, SettingsFile } from '@onethread/contracts';
import type { VersionedSettings } from '../domain/rules/match-rule.ts';
import { Behaviour } from './behaviour.ts';
import { figuresOf, type Figures } from './figures.ts';
import { Placing, policySettingsOf } from './placing.ts';
import { TrafficReader } from './read-traffic.ts';
import { recordedRun } from './recorded-run.ts';
import { Replayer, UnknownSettingsError, type Replay } from './replay-recording.ts';
import { simulate, type Scenario } from './simulate.ts';
import { staffOver, type DeclaredStaff } from './staffing.ts';
import type { Stay, Traffic } from './traffic.ts';

export interface WhatIfOptions {
  readonly pool: string;
  /** What began in this time is compared; epoch ms. */
  readonly from: number;
  readonly to: number;
  /** The versions that the recording names. */
  readonly settingsOf: (version: number) => VersionedSettings | undefined;
  /** What is asked about: in force all the time. */
  readonly asked: SettingsFile;
  readonly idOf: DeclaredStaff['idOf'];
  /** The same seed gives the same figures. */
  readonly seed: number;
  readonly onProgress?: (phase: WhatIfPhase, done: number) => void;
}

export type WhatIfPhase = 'read' | 'simulated as it was' | 'simulated as asked';

export interface WhatIf {
  readonly pool: string;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
  /** Whether the engine, under the recorded settings, decides as it did. */
  readonly replay: Replay;
  /** What happened. */
  readonly recorded: Figures;
  /** The same traffic in simulation, under the recorded settings and under those asked about: compare these. */
  readonly asItWas: Figures;
  readonly asAsked: Figures;
  /** What could not be told, in words. */
  readonly doubts: readonly string[];
}

const PROGRESS_EVERY = 10_000;

/**
 * Replays a recording, then meets its traffic twice in simulation: as it was, and as asked. Throws
 * `UnknownSettingsError`, and whatever the recording's source throws.
 */
export async function whatIf(
  inputs: Iterable<RecordedInput> | AsyncIterable<RecordedInput>,
  options: WhatIfOptions,
): Promise<WhatIf> {
  const { pool, from, to, seed, onProgress } = options;
  const versions = new KnownVersions(options.settingsOf);
  const { replay, traffic } = await readAll(inputs, options, versions);
  const span = { from, to };
  const settingsAt = recordedSettings(traffic, versions);
  const behaviour = new Behaviour(traffic);
  const scenario = { pool, behaviour, seed };
  const { agents, ...settings } = options.asked;
  const asked = { at: traffic.begins, settings: { version: ASKED_VERSION, settings } };
  const recordedOnes = traffic.versions.map(({ at, version }) => ({ at, settings: versions.get(version) }));

  const asItWas = simulate(traffic, {
    ...scenario,
    // Without a recording there are none, and nobody whom it would matter to.
    settings: recordedOnes.length === 0 ? [asked] : recordedOnes,
    placing: cached((recorded) => new Placing(recorded, recorded, pool), settingsAt),
    staff: traffic.agents,
    onProgress: (done) => onProgress?.('simulated as it was', done),
  });
  const placings = new Map<VersionedSettings, Placing>();
  const asAsked = simulate(traffic, {
    ...scenario,
    settings: [asked],
    placing: cached((recorded) => new Placing(recorded, asked.settings, pool), settingsAt, placings),
    staff: staffOver(traffic, pool, agents && { agents, idOf: options.idOf }),
    onProgress: (done) => onProgress?.('simulated as asked', done),
  });

  return {
    ...span,
    pool,
    seed,
    replay,
    recorded: figuresOf(
      recordedRun(traffic, (stay) => settingsAt(stay).settings),
      span,
    ),
    asItWas: figuresOf(asItWas, span),
    asAsked: figuresOf(asAsked, span),
    doubts: [...doubtsOf(traffic, replay, asAsked.leftOut), ...wordsOf(placings.values())],
  };
}

/** Of settings that are not in force. */
const ASKED_VERSION = -1;

/** One object for each version: what is worked out of it is remembered with it. */
class KnownVersions {
  readonly #settingsOf: WhatIfOptions['settingsOf'];
  readonly #known = new Map<number, VersionedSettings>();

  constructor(settingsOf: WhatIfOptions['settingsOf']) {
    this.#settingsOf = settingsOf;
  }

  /** Throws `UnknownSettingsError`. */
  get(version: number): VersionedSettings {
    const settings = this.#known.get(version) ?? this.#settingsOf(version);
    if (settings === undefined) throw new UnknownSettingsError(version);
    this.#known.set(version, settings);
    return settings;
  }
}

async function readAll(
  inputs: Iterable<RecordedInput> | AsyncIterable<RecordedInput>,
  { pool, from, to, onProgress }: WhatIfOptions,
  versions: KnownVersions,
): Promise<{ readonly replay: Replay; readonly traffic: Traffic }> {
  const reader = new TrafficReader();
  const replayer = new Replayer((version) => policySettingsOf(versions.get(version), pool));
  let read = 0;
  for await (const input of inputs) {
    replayer.take(input);
    reader.take(input);
    read += 1;
    if (read % PROGRESS_EVERY === 0) onProgress?.('read', read);
  }
  return { replay: replayer.result, traffic: reader.traffic({ from, to }) };
}

/** The settings in force when a stay began. */
function recordedSettings({ versions }: Traffic, known: KnownVersions): (stay: Stay) => VersionedSettings {
  return ({ arrivedAt }) =>
    known.get((versions.findLast(({ at }) => at <= arrivedAt) ?? versions[0] ?? { version: 0 }).version);
}

function cached(
  make: (recorded: VersionedSettings) => Placing,
  settingsAt: (stay: Stay) => VersionedSettings,
  made = new Map<VersionedSettings, Placing>(),
): Scenario['placing'] {
  return (stay) => {
    const recorded = settingsAt(stay);
    const placing = made.get(recorded) ?? make(recorded);
    made.set(recorded, placing);
    return placing;
  };
}

function* doubtsOf({ stays }: Traffic, { firstDifference }: Replay, leftOut: number): Iterable<string> {
  if (stays.length === 0) yield 'Nothing is recorded of this time.';
  if (firstDifference !== undefined)
    yield `The replay came out otherwise from input ${firstDifference.index} on: the recording is of another release, or not whole.`;
  if (leftOut > 0) yield `${leftOut} conversations would go to another pool: they are left out.`;
  yield 'Waits end, and targets are met, when an agent accepts: when the first answer was written is not recorded.';
}

function* wordsOf(placings: Iterable<Placing>): Iterable<string> {
  const counts = new Map<string, number>();
  for (const { doubts } of placings) {
    for (const [words, count] of doubts) counts.set(words, (counts.get(words) ?? 0) + count);
  }
  for (const [words, count] of counts) yield `${words} (${count} conversations).`;
}
