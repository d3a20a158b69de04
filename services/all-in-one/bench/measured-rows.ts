import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Machine } from './machine.ts';
import type { Row } from './row.ts';
import type { RowReport } from './run-row.ts';

const FILE = join(import.meta.dirname, 'measured.json');

/** What the last full measure of a row found, where and when. */
export interface Measured extends RowReport {
  /** ISO instant. */
  readonly at: string;
  readonly machine: Machine;
}

export interface MeasuredRow extends Measured {
  readonly row: Row;
}

/** Kept beside the code, so that a row can be measured again alone and docs/benchmarks.md still be whole. */
export async function readMeasured(rows: readonly Row[]): Promise<MeasuredRow[]> {
  const kept = await readFile(FILE, 'utf8').then((text) => JSON.parse(text) as Record<string, Measured>);
  return rows.flatMap((row) => {
    const one = kept[row.name];
    return one === undefined ? [] : [{ row, ...one }];
  });
}

export async function keepMeasured(rows: readonly MeasuredRow[]): Promise<void> {
  const kept = Object.fromEntries(rows.map(({ row, ...measured }) => [row.name, measured]));
  const style = await resolveConfig(FILE);
  await writeFile(FILE, await format(JSON.stringify(kept), { ...style, parser: 'json' }));
}

/** In the order of `rows`; a row that was skipped this time keeps the figures that it had. */
export function mergeMeasured(
  rows: readonly Row[],
  before: readonly MeasuredRow[],
  now: readonly MeasuredRow[],
): MeasuredRow[] {
  return rows.flatMap((row) => {
    const named = ({ row: { name } }: MeasuredRow): boolean => name === row.name;
    const [old, fresh] = [before.find(named), now.find(named)];
    const kept = fresh?.result.skipped !== undefined ? (old ?? fresh) : (fresh ?? old);
    return kept === undefined ? [] : [kept];
  });
}
