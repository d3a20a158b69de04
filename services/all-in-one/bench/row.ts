/** What must hold of a figure: no more than, or no less than. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** One measured number. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  /** Written behind the value: ms, msg/s, kB, MB, %, ×, … */
  readonly unit: string;
  readonly target?: Target;
  /** How fast the machine itself is in this very run: what the figure should be read against. */
  readonly yardstick?: boolean;
}

/** What a row found, in the order in which it should be read. */
export interface RowResult {
  readonly figures: readonly Figure[];
  /** Conditions that a reader has to know: how many, for how long, what was left out. */
  readonly conditions: string;
  /** Why it could not be measured here; then there are no figures. */
  readonly skipped?: string;
}

export interface RowOptions {
  /** A fraction of the time: good enough to see that it runs, not to quote. */
  readonly short: boolean;
}

/** Measures one row, in a process of its own. */
export type MeasureRow = (options: RowOptions) => Promise<RowResult>;

/** A row of the bench as the command line names it. */
export interface Row {
  readonly name: string;
  readonly title: string;
  /** How it is measured, for docs/benchmarks.md. */
  readonly method: string;
  /** Module that exports `measure`. */
  readonly module: URL;
  /** It is ended after this; default four minutes. */
  readonly withinMs?: number;
}

/** Whether a figure keeps its target; `undefined` where it has none. */
export function keepsTarget({ value, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
