import { tmpdir } from 'node:os';
import { benchThreeRecords } from '@onethread/log/bench';
import { Crowd } from '../load/crowd.ts';
import { runClosedLoop } from '../load/closed-loop.ts';
import { processorMs } from '../process-meter.ts';
import type { MeasureRow } from '../row.ts';
import { spreadOf } from '../spread.ts';

const ON_THE_WAY = 400;
const WARM_UP_MS = 2000;

export const measure: MeasureRow = async ({ short }) => {
  const runMs = short ? 3000 : 10_000;
  const bare = await benchThreeRecords(tmpdir(), { seconds: short ? 2 : 4 });
  const crowd = await Crowd.open(short ? { sms: 100, inApp: 100 } : { sms: 600, inApp: 400 });
  try {
    const delays: number[] = [];
    const startedAt = performance.now();
    const countFrom = startedAt + WARM_UP_MS;
    let cpuBefore = { onethread: 0, load: 0 };
    let worstLagMs = 0;
    const cpu = () => {
      const { user, system } = process.cpuUsage();
      return { onethread: processorMs(crowd.pid), load: (user + system) / 1000 };
    };
    const begin = setTimeout(() => void (cpuBefore = cpu()), WARM_UP_MS);
    const lags = setInterval(() => {
      void crowd.world.admin.getStatus().then(({ lags: known }) => {
        worstLagMs = Math.max(worstLagMs, ...known.map(({ seconds }) => seconds * 1000));
      });
    }, 1000);
    const refused = await runClosedLoop(crowd, {
      onTheWay: ON_THE_WAY,
      goOn: () => performance.now() < countFrom + runMs,
      onShown: (tookMs) => {
        if (performance.now() >= countFrom) delays.push(tookMs);
      },
    });
    clearTimeout(begin);
    clearInterval(lags);
    const elapsedMs = performance.now() - countFrom;
    const cpuAfter = cpu();
    const delay = spreadOf(delays);
    const rate = (delays.length / elapsedMs) * 1000;
    return {
      figures: [
        { what: 'the bare log, three records a message', value: bare.perSecond, unit: 'msg/s', yardstick: true },
        { what: 'messages that reached an agent', value: rate, unit: 'msg/s', target: { atLeast: 3000 } },
        { what: 'by the bare log', value: rate / bare.perSecond, unit: '×' },
        { what: 'sent → on the agent’s stream, p50', value: delay.p50, unit: 'ms' },
        { what: 'sent → on the agent’s stream, p99', value: delay.p99, unit: 'ms', target: { atMost: 1000 } },
        { what: 'worst lag of a consumer group', value: worstLagMs, unit: 'ms', target: { atMost: 1000 } },
        {
          what: 'processor of Onethread by message',
          value: ((cpuAfter.onethread - cpuBefore.onethread) / delays.length) * 1000,
          unit: 'µs',
        },
        {
          what: 'processor of the load by message',
          value: ((cpuAfter.load - cpuBefore.load) / delays.length) * 1000,
          unit: 'µs',
        },
      ],
      conditions: `${ON_THE_WAY} messages on their way for ${runMs / 1000} s; ${crowd.size} customers, SMS webhooks and in-app sockets with their feeds open, followed by ${crowd.agents.length} agents; ${refused} refused because one person wrote too fast, not counted.`,
    };
  } finally {
    await crowd.close();
  }
};
