import { setTimeout as pause } from 'node:timers/promises';
import { tempFolder } from '@onethread/testkit';
import { freePorts, OnethreadProcess } from '../../tests/onethread-process.ts';
import { processMemory, processorMs } from '../process-meter.ts';
import type { MeasureRow } from '../row.ts';
import { runningPid } from '../running-pid.ts';

/** What the start leaves to be done and collected. */
const SETTLE_MS = 5000;

export const measure: MeasureRow = async ({ short }) => {
  const watchMs = short ? 5000 : 20_000;
  await using folder = await tempFolder('onethread-idle-');
  const onethread = new OnethreadProcess(folder.path, await freePorts());
  try {
    const startedAt = performance.now();
    const exitCode = await onethread.start();
    if (exitCode !== undefined) throw new Error(`it ended with ${exitCode}: ${onethread.output}`);
    const readyMs = performance.now() - startedAt;
    await pause(SETTLE_MS);
    const pid = runningPid(folder.path);
    const cpu = processorMs(pid);
    const from = performance.now();
    await pause(watchMs);
    const share = ((processorMs(pid) - cpu) / (performance.now() - from)) * 100;
    const { rssBytes, pssBytes } = processMemory(pid);
    return {
      figures: [
        { what: 'processor', value: share, unit: '% of a core', target: { atMost: 1 } },
        { what: 'resident memory (RSS)', value: rssBytes / 1e6, unit: 'MB', target: { atMost: 150 } },
        { what: 'resident memory, shared in part (PSS)', value: pssBytes / 1e6, unit: 'MB' },
        { what: 'ready after', value: readyMs / 1000, unit: 's', target: { atMost: 5 } },
      ],
      conditions: `Watched for ${watchMs / 1000} s, ${SETTLE_MS / 1000} s after it was ready.`,
    };
  } finally {
    await onethread.stop();
  }
};
