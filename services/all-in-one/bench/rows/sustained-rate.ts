import { tmpdir } from 'node:os';
import { benchThreeRecords } from '@onethread/log/bench';
import { Crowd } from '../load/crowd.ts';
import { openOneProcess } from '../load/installation.ts';
import { sustain } from '../load/sustain.ts';
import type { MeasureRow } from '../row.ts';

const ON_THE_WAY = 400;

export const measure: MeasureRow = async ({ short }) => {
  const runMs = short ? 3000 : 10_000;
  const bare = await benchThreeRecords(tmpdir(), { seconds: short ? 2 : 4 });
  await using installation = await openOneProcess();
  await using crowd = await Crowd.gather(installation, short ? { sms: 100, inApp: 100 } : { sms: 600, inApp: 400 });
  const { rate, delay, worstLagMs, onethreadUs, loadUs, refused } = await sustain(crowd, {
    onTheWay: ON_THE_WAY,
    runMs,
  });
  return {
    figures: [
      { what: 'the bare log, three records a message', value: bare.perSecond, unit: 'msg/s', yardstick: true },
      { what: 'messages that reached an agent', value: rate, unit: 'msg/s', target: { atLeast: 3000 } },
      { what: 'by the bare log', value: rate / bare.perSecond, unit: '×' },
      { what: 'sent → on the agent’s stream, p50', value: delay.p50, unit: 'ms' },
      { what: 'sent → on the agent’s stream, p99', value: delay.p99, unit: 'ms', target: { atMost: 1000 } },
      { what: 'worst lag of a consumer group', value: worstLagMs, unit: 'ms', target: { atMost: 1000 } },
      { what: 'processor of Onethread by message', value: onethreadUs, unit: 'µs' },
      { what: 'processor of the load by message', value: loadUs, unit: 'µs' },
    ],
    conditions: `${ON_THE_WAY} messages on their way for ${runMs / 1000} s; ${crowd.size} customers, SMS webhooks and in-app sockets with their feeds open, followed by ${crowd.agents.length} agents; ${refused} refused because one person wrote too fast, not counted.`,
  };
};
