import { format, resolveConfig } from 'prettier';
import type { Machine } from './machine.ts';
import type { MeasuredRow } from './measured-rows.ts';
import { formatTarget, formatValue, formatVerdict } from './render-table.ts';
import { keepsTarget } from './row.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** docs/benchmarks.md, in the format that the project's check accepts. */
export async function renderMarkdown(rows: readonly MeasuredRow[]): Promise<string> {
  const measured = rows.filter(({ result }) => result.skipped === undefined);
  const fsyncs = measured.map(({ fsyncMs }) => fsyncMs);
  const machines = [...new Set(measured.map(({ machine }) => describe(machine)))];
  const missed = measured.flatMap(({ row, result }) =>
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
    'Written by `npm run bench`; not edited by hand. It starts the real processes with fresh data for every row, and drives them from outside over the protocols of customers and agents. Services, load and, where there are any, broker and database share the cores. Figures of a shared machine move from run to run by tens of percent: read them against the yardsticks, the fsync and the load average of the same row: a load average near or above the number of cores before a row means that other work held the machine, which no figure is corrected for. Nothing here is asserted by a test.',
    '',
    ...machines.map((machine) => `- **Machine:** ${machine}`),
    `- **Disk:** a write of 4 KiB with its fsync took ${Math.min(...fsyncs).toFixed(2)} to ${Math.max(...fsyncs).toFixed(2)} ms (median before each row)`,
    '- **Again:** `npm run bench`; some rows: `npm run bench -- --only latency,idle --write`. Each row says when it was measured',
    '',
    '## Missed targets',
    '',
    ...(missed.length === 0 ? ['None.'] : missed),
    '',
    ...rows.flatMap((row) => sectionOf(row, machines.length > 1)),
    '## Not measured here',
    '',
    'Several brokers, replicas and machines; histories beyond the size given above; machines with more cores, where services, servers and load would not compete. A row that names another database than MongoDB says nothing of the speed on MongoDB.',
    '',
  ].join('\n');
  return await format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}

function describe({ cores, cpu, memoryGb, system, node, priority }: Machine): string {
  return `${cores} cores, ${cpu}, ${memoryGb} GB, ${system}; Node ${node}${priorityNote(priority)}`;
}

function priorityNote(priority: number): string {
  return priority === 0
    ? ''
    : `; run at priority ${priority} (0 is usual), so that other work on the machine ${priority < 0 ? 'held it less' : 'went first'}`;
}

function sectionOf({ row, result, fsyncMs, loadBefore, at, machine }: MeasuredRow, tellMachine: boolean): string[] {
  const title = [`## ${row.title}`, ''];
  if (result.skipped !== undefined) return [...title, `${row.method} Not measured: ${result.skipped}.`, ''];
  return [
    ...title,
    '| figure | measured | target | |',
    '| --- | --: | --- | --- |',
    ...result.figures.map(
      (figure) =>
        `| ${cell(figure.what)} | ${formatValue(figure.value, figure.unit)} | ${formatTarget(figure.target, figure.unit)} | ${formatVerdict(figure)} |`,
    ),
    '',
    `${row.method} ${result.conditions} Measured ${at.slice(0, 16).replace('T', ' ')} UTC${tellMachine ? ` on ${describe(machine)}` : ''}; fsync ${fsyncMs.toFixed(2)} ms; load average before the row ${loadBefore.toFixed(1)}${loadBefore > machine.cores ? ', so the machine was busy with other work' : ''}.`,
    '',
  ];
}
