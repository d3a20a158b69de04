import { processorMs } from '../process-meter.ts';
import { spreadOf, type Spread } from '../spread.ts';
import { runClosedLoop } from './closed-loop.ts';
import type { Crowd } from './crowd.ts';

const WARM_UP_MS = 2000;
const LAG_EVERY_MS = 1000;

export interface Sustained {
  /** Messages a second that reached an agent. */
  readonly rate: number;
  /** From being sent to the agent's stream. */
  readonly delay: Spread;
  /** Of any consumer group. */
  readonly worstLagMs: number;
  readonly refused: number;
  /** Processor time by message, of Onethread's processes and of this one. */
  readonly onethreadUs: number;
  readonly loadUs: number;
}

/** As fast as it goes with so many messages on their way; the first moments are not counted. */
export async function sustain(
  crowd: Crowd,
  { onTheWay, runMs, warmUpMs = WARM_UP_MS }: { onTheWay: number; runMs: number; warmUpMs?: number },
): Promise<Sustained> {
  const delays: number[] = [];
  const countFrom = performance.now() + warmUpMs;
  let before = { onethread: 0, load: 0 };
  let worstLagMs = 0;
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    const pids = crowd.installation.pids();
    return { onethread: pids.reduce((sum, pid) => sum + processorMs(pid), 0), load: (user + system) / 1000 };
  };
  const begin = setTimeout(() => void (before = cpu()), warmUpMs);
  const lags = setInterval(() => {
    crowd.installation.admin.getStatus().then(
      ({ lags: known }) => {
        worstLagMs = Math.max(worstLagMs, ...known.map(({ seconds }) => seconds * 1000));
      },
      // What a second without an answer hides shows in the delays.
      () => {},
    );
  }, LAG_EVERY_MS);
  const refused = await runClosedLoop(crowd, {
    onTheWay,
    goOn: () => performance.now() < countFrom + runMs,
    onShown: (tookMs) => {
      if (performance.now() >= countFrom) delays.push(tookMs);
    },
  });
  clearTimeout(begin);
  clearInterval(lags);
  const elapsedMs = performance.now() - countFrom;
  const after = cpu();
  const usByMessage = (kind: 'onethread' | 'load'): number => ((after[kind] - before[kind]) / delays.length) * 1000;
  return {
    rate: (delays.length / elapsedMs) * 1000,
    delay: spreadOf(delays),
    worstLagMs,
    refused,
    onethreadUs: usByMessage('onethread'),
    loadUs: usByMessage('load'),
  };
}
