import { loadavg } from 'node:os';
import { measureFsyncMs } from './machine.ts';
import type { MeasureRow, RowResult } from './row.ts';
import { ROWS } from './rows.ts';

/** What a row's process tells its parent. */
export interface RowReport {
  readonly result: RowResult;
  readonly fsyncMs: number;
  /** Average number of processes that wanted a core in the minute before: above zero the row did not have the machine for itself. */
  readonly loadBefore: number;
}

/** A row in a process of its own: `run-row.ts <name> [--short]`, started by run.ts, which is told by message. */
const [name, ...flags] = process.argv.slice(2);
const row = ROWS.find((one) => one.name === name);
if (row === undefined || process.send === undefined) throw new Error('started by run.ts alone, with the name of a row');
const [loadBefore = 0] = loadavg();
const fsyncMs = await measureFsyncMs();
const { measure } = (await import(row.module.href)) as { measure: MeasureRow };
const result = await measure({ short: flags.includes('--short') });
process.send({ result, fsyncMs, loadBefore } satisfies RowReport, () => process.disconnect());
