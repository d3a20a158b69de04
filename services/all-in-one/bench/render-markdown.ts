import { format, resolveConfig } from 'prettier';
import type { Machine } from './machine.ts';
import { formatTarget, formatValue, formatVerdict, type MeasuredRow } from './render-table.ts';
import { keepsTarget } from './row.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** docs/benchmarks.md, in the format that the project's check accepts. */
export async function renderMarkdown(machine: Machine, rows: readonly MeasuredRow[], at: Date): Promise<string> {
  const fsyncs = rows.map(({ fsyncMs }) => fsyncMs);
  const missed = rows.flatMap(({ row, result }) =>
    result.figures
      .filter((figure) => keepsTarget(figure) === false)
      .map(
        (figure) =>
          `- ${row.title}: ${figure.what} ${formatValue(figure.value, figure.unit)}, target ${formatTarget(figure.target, figure.unit)}`,
      ),
  );
  const text = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; not edited by hand. It starts the real process (`services/all-in-one/src/index.ts`) with a fresh data folder for every row, and drives it from outside over the protocols of customers and agents. Services and load share the cores. Figures of a shared machine move from run to run by tens of percent: read them against the yardsticks, the fsync and the load average of the same row: a load average near or above the number of cores before a row means that other work held the machine, which no figure is corrected for. Nothing here is asserted by a test.',
    '',
    `- **When:** ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `- **Machine:** ${machine.cores} cores, ${machine.cpu}, ${machine.memoryGb} GB, ${machine.system}; Node ${machine.node}${priorityNote(machine)}`,
    `- **Disk:** a write of 4 KiB with its fsync took ${Math.min(...fsyncs).toFixed(2)} to ${Math.max(...fsyncs).toFixed(2)} ms (median before each row)`,
    `- **Whole run:** ${Math.round(rows.reduce((sum, { tookS }) => sum + tookS, 0))} s; again: \`npm run bench\`, one row: \`npm run bench -- --only latency\``,
    '',
    '## Missed targets',
    '',
    ...(missed.length === 0 ? ['None in this run.'] : missed),
    '',
    ...rows.flatMap(sectionOf),
    '## Not measured here',
    '',
    'Kafka and MongoDB; histories beyond the size given above; machines with more cores, where services and load would not compete.',
    '',
  ].join('\n');
  return await format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}

function priorityNote({ priority }: Machine): string {
  return priority === 0
    ? ''
    : `; run at priority ${priority} (0 is usual), so that other work on the machine ${priority < 0 ? 'held it less' : 'went first'}`;
}

function sectionOf({ row, result, fsyncMs, loadBefore }: MeasuredRow): string[] {
  return [
    `## ${row.title}`,
    '',
    '| figure | measured | target | |',
    '| --- | --: | --- | --- |',
    ...result.figures.map(
      (figure) =>
        `| ${cell(figure.what)} | ${formatValue(figure.value, figure.unit)} | ${formatTarget(figure.target, figure.unit)} | ${formatVerdict(figure)} |`,
    ),
    '',
    `${row.method} ${result.conditions} fsync ${fsyncMs.toFixed(2)} ms; load average before the row ${loadBefore.toFixed(1)}.`,
    '',
  ];
}
