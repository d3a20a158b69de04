/**
 * What was promised against what is so, as `onethread verify` prints it of a living system. Instants are epoch milliseconds. Never content: examples are ids with a word.
 */
export interface DeliveryLedger {
  /** No check has a fault. */
  readonly ok: boolean;
  readonly startedMs: number;
  readonly finishedMs: number;
  /** The engines, as they describe themselves. */
  readonly log: string;
  readonly store: string;
  /** Which part of which topic was looked at. */
  readonly windows: readonly LedgerWindow[];
  readonly checks: readonly LedgerCheck[];
  /** Figures beside the checks, in the order to print them. */
  readonly counts: readonly LedgerCount[];
}

export interface LedgerWindow {
  readonly topic: string;
  readonly records: number;
  /** Times of its first and last record; 0 when there was none. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface LedgerCheck {
  readonly name: string;
  /** The promise in a sentence. */
  readonly promise: string;
  readonly checked: number;
  readonly faults: number;
  readonly examples: readonly string[];
}

export interface LedgerCount {
  readonly name: string;
  readonly value: number;
}

/** For people: engines, windows, one line per check with its faults below it, figures. */
export function renderLedger(ledger: DeliveryLedger): string {
  const { checks, windows, counts } = ledger;
  const seconds = ((ledger.finishedMs - ledger.startedMs) / 1000).toFixed(1);
  const faults = checks.reduce((sum, check) => sum + check.faults, 0);
  return [
    `log    ${ledger.log}`,
    `store  ${ledger.store}`,
    '',
    ...windows.map(windowLine),
    '',
    ...columns(checks.map(({ name, promise, checked, faults: bad }) => [verdict(bad), name, `${checked}`, promise])),
    ...checks.flatMap(({ name, examples }) => examples.map((example) => `  ${name}: ${example}`)),
    '',
    ...columns(counts.map(({ name, value }) => [name, `${value}`])),
    '',
    ledger.ok ? `All promises kept (${seconds} s).` : `${faults} fault${faults === 1 ? '' : 's'} (${seconds} s).`,
  ].join('\n');
}

function verdict(faults: number): string {
  return faults === 0 ? 'ok' : `${faults} BAD`;
}

function windowLine({ topic, records, fromMs, toMs }: LedgerWindow): string {
  const span = records === 0 ? 'empty' : `${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}`;
  return `${topic}: ${records} records, ${span}`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
