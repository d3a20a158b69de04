import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Crowd } from '../load/crowd.ts';
import { runClosedLoop } from '../load/closed-loop.ts';
import { openOneProcess } from '../load/installation.ts';
import { processorMs } from '../process-meter.ts';
import type { Figure, MeasureRow } from '../row.ts';

const CUSTOMERS = 500;
const ON_THE_WAY = 200;
/** Messages before the first window: caches are warm, code is compiled. */
const FIRST = 10_000;
const MOST = 200_000;

interface Window {
  readonly upTo: number;
  readonly cpuUs: number;
}

export const measure: MeasureRow = async ({ short }) => {
  const size = short ? 1000 : 10_000;
  const runMs = short ? 8000 : 75_000;
  await using installation = await openOneProcess();
  await using crowd = await Crowd.gather(installation, { sms: short ? 100 : CUSTOMERS, inApp: 0 });
  const [pid = 0] = installation.pids();
  const windows: Window[] = [];
  const startedAt = performance.now();
  let written = crowd.size;
  let from: number | undefined;
  await runClosedLoop(crowd, {
    onTheWay: ON_THE_WAY,
    goOn: () => performance.now() - startedAt < runMs && written < MOST,
    onShown: () => {
      written += 1;
      if (written < (short ? 1000 : FIRST)) return;
      if (from !== undefined && written % size !== 0) return;
      const cpu = processorMs(pid);
      if (from !== undefined) windows.push({ upTo: written, cpuUs: ((cpu - from) / size) * 1000 });
      from = cpu;
    },
  });
  const file = join(installation.world.onethread.dataFolder, 'history.sqlite');
  const first = windows[0];
  const last = windows.at(-1);
  if (first === undefined || last === undefined || first === last)
    throw new Error(`only ${written} messages in ${runMs / 1000} s: too few to compare`);
  return {
    figures: [
      ...[...new Set([first, windows[Math.floor(windows.length / 2)] ?? last, last])].map(figureOf),
      { what: 'last by first', value: last.cpuUs / first.cpuUs, unit: '×', target: { atMost: 1.2 } },
      { what: 'history file', value: statSync(file).size / 1e6, unit: 'MB' },
    ],
    conditions: `${windows.length} windows of ${size.toLocaleString('en-US')} messages of ${crowd.size} customers; as far as ${runMs / 1000} s allow: ${written.toLocaleString('en-US')} messages, not the 10 million of the target.`,
  };
};

const figureOf = ({ upTo, cpuUs }: Window): Figure => ({
  what: `processor by message, up to ${upTo.toLocaleString('en-US')}`,
  value: cpuUs,
  unit: 'µs',
});
