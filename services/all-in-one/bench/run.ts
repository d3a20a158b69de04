import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandLineError, helpText, readCommandLine } from './command-line.ts';
import { describeMachine } from './machine.ts';
import { renderMarkdown } from './render-markdown.ts';
import { keepMeasured, mergeMeasured, readMeasured, type MeasuredRow } from './measured-rows.ts';
import { renderRow } from './render-table.ts';
import type { Row } from './row.ts';
import type { RowReport } from './run-row.ts';
import { ROWS } from './rows.ts';

const RUN_ROW = join(import.meta.dirname, 'run-row.ts');
const DOCUMENT = join(import.meta.dirname, '../../../docs/benchmarks.md');
/** A row that hangs must not take the others with it. */
const ROW_WITHIN_MS = 240_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** One row, in a process that ends with it. Rejects when it fails, says nothing, or takes too long. */
async function measureRow(row: Row, short: boolean): Promise<RowReport> {
  const child = fork(RUN_ROW, [row.name, ...(short ? ['--short'] : [])], { timeout: row.withinMs ?? ROW_WITHIN_MS });
  let report: RowReport | undefined;
  child.on('message', (message) => void (report = message as RowReport));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (report === undefined || code !== 0) throw new Error(`row ${row.name} ended with ${signal ?? `code ${code}`}`);
  return report;
}

async function run(): Promise<void> {
  const { help, short, write, rows } = readCommandLine(process.argv.slice(2), ROWS);
  if (help) return print(helpText(ROWS));
  const machine = describeMachine();
  print(`${machine.cores} cores, ${machine.cpu}, ${machine.system}, Node ${machine.node}\n`);
  const measured: MeasuredRow[] = [];
  for (const row of rows) {
    const startedAt = performance.now();
    try {
      const one = { row, ...(await measureRow(row, short)), at: new Date().toISOString(), machine };
      measured.push(one);
      print(renderRow(one, (performance.now() - startedAt) / 1000));
    } catch (error) {
      process.exitCode = 1;
      print(`${row.title}\n  FAILED: ${(error as Error).message}\n`);
    }
  }
  if (!write || measured.length === 0) return;
  const all = mergeMeasured(ROWS, await readMeasured(ROWS), measured);
  await keepMeasured(all);
  await writeFile(DOCUMENT, await renderMarkdown(all));
  print(`Written to ${DOCUMENT}`);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof CommandLineError)) throw error;
  process.exitCode = 2;
  process.stderr.write(`${error.message}\n`);
}
