import type { DocumentStore } from '@onethread/documents';
import fc from 'fast-check';
import type { AsyncCommand } from 'fast-check';
import { HistoryRun } from './history-run.ts';
import { together } from './operations.ts';
import type { Operation } from './operations.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Nearly twice the window in which a resolved conversation is reopened. */
const LONGEST_PAUSE_HOURS = 40;

/** `replayPath` of a failure: with its seed and path fast-check repeats exactly that. */
export function historyCommands(maxCommands: number, replayPath?: string) {
  const rough = fc.tuple(together, fc.nat()).map(([operations, seed]) => new Together(operations, seed));
  const pause = fc.integer({ min: 1, max: LONGEST_PAUSE_HOURS }).map((hours) => new Later(hours));
  const replay = replayPath === undefined ? {} : { replayPath };
  return fc.commands([rough, rough, rough, rough, pause], { maxCommands, size: 'max', ...replay });
}

/** One history from its beginning; says how many commands it took. */
export async function runCommands(
  commands: Iterable<AsyncCommand<object, HistoryRun>>,
  store: DocumentStore,
): Promise<number> {
  await fc.asyncModelRun(async () => ({ model: {}, real: await HistoryRun.start(store) }), commands);
  return [...commands].length;
}

class Together implements AsyncCommand<object, HistoryRun> {
  readonly #operations: readonly Operation[];
  readonly #seed: number;

  constructor(operations: readonly Operation[], seed: number) {
    this.#operations = operations;
    this.#seed = seed;
  }

  check(): boolean {
    return true;
  }

  run(_model: object, real: HistoryRun): Promise<void> {
    return real.together(this.#operations, this.#seed);
  }

  toString(): string {
    return `together(${JSON.stringify(this.#operations)}, ${this.#seed})`;
  }
}

class Later implements AsyncCommand<object, HistoryRun> {
  readonly #hours: number;

  constructor(hours: number) {
    this.#hours = hours;
  }

  check(): boolean {
    return true;
  }

  run(_model: object, real: HistoryRun): Promise<void> {
    return real.later(this.#hours * HOUR_MS);
  }

  toString(): string {
    return `later(${this.#hours} hours)`;
  }
}
