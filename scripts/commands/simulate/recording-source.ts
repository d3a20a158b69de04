import { FIRST_SETTINGS, recordedInputSchema, type AssignmentSettings, type RecordedInput } from '@onethread/contracts';
import { fromGrpcError, settingsFromProto, type RecordingChunk } from '@onethread/rpc';
import { PlainError } from '../output.ts';
import type { RunningSystem } from '../running-system.ts';

interface Versioned {
  readonly version: number;
  readonly settings: AssignmentSettings;
}

/** A recording as the running system exports it, with the settings that it names. */
export class RecordingSource {
  readonly #system: Pick<RunningSystem, 'assignment' | 'settings'>;
  readonly #versions = new Map<number, Versioned>([[0, { version: 0, settings: FIRST_SETTINGS }]]);

  constructor(system: Pick<RunningSystem, 'assignment' | 'settings'>) {
    this.#system = system;
  }

  /** Inputs in their order; the settings of one are at hand when it is given out. Throws `RpcError` and `PlainError`. */
  async *inputs(span: {
    readonly pool: string;
    readonly from: number;
    readonly to: number;
  }): AsyncGenerator<RecordedInput> {
    const { pool, from: fromMs, to: toMs } = span;
    for await (const { lines } of withPlainFaults(this.#system.assignment.exportRecording({ pool, fromMs, toMs }))) {
      for (const line of lines.split('\n')) {
        const input = line === '' ? undefined : parse(line);
        if (input?.type === 'settings') await this.#read(input.version);
        if (input !== undefined) yield input;
      }
    }
  }

  settingsOf(version: number): Versioned | undefined {
    return this.#versions.get(version);
  }

  async #read(version: number): Promise<void> {
    if (this.#versions.has(version)) return;
    const { settings } = await this.#system.settings.getSettings({ version });
    if (settings === null) throw new PlainError(`The system sent no settings for version ${version}.`);
    this.#versions.set(version, { version, settings: settingsFromProto(settings) });
  }
}

async function* withPlainFaults(chunks: AsyncIterable<RecordingChunk>): AsyncGenerator<RecordingChunk> {
  try {
    yield* chunks;
  } catch (error) {
    throw fromGrpcError(error);
  }
}

/** What a newer release records beside is passed over. Throws `PlainError`. */
function parse(line: string): RecordedInput | undefined {
  const told: unknown = JSON.parse(line);
  const { data, error } = recordedInputSchema.safeParse(told);
  if (data !== undefined) return data;
  if (error.issues.some(({ code }) => code === 'invalid_union')) return undefined;
  throw new PlainError(`The system recorded what this release cannot read: ${error.issues[0]?.message ?? ''}`);
}
