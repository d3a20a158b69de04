import { tmpdir } from 'node:os';
import { benchTwoHops } from '@onethread/log/bench';
import { Crowd } from '../load/crowd.ts';
import { openOneProcess } from '../load/installation.ts';
import { sendPaced } from '../load/paced-messages.ts';
import { processorOf } from '../process-meter.ts';
import type { MeasureRow } from '../row.ts';

const RATE = 500;
const WARM_UP_S = 2;

export const measure: MeasureRow = async ({ short }) => {
  const seconds = short ? 3 : 15;
  const bare = await benchTwoHops(tmpdir(), { rate: RATE, seconds: short ? 2 : 5 });
  await using installation = await openOneProcess();
  await using crowd = await Crowd.gather(installation, short ? { sms: 75, inApp: 75 } : { sms: 200, inApp: 200 });
  await sendPaced(crowd, { rate: RATE, seconds: WARM_UP_S });
  const coresSince = processorOf(installation.pids());
  const { sentToAccepted, acceptedToShown, sentToShown, refused } = await sendPaced(crowd, { rate: RATE, seconds });
  const cores = coresSince();
  return {
    figures: [
      { what: 'two bare log hops, p50', value: bare.p50Ms, unit: 'ms', yardstick: true },
      { what: 'two bare log hops, p99', value: bare.p99Ms, unit: 'ms', yardstick: true },
      { what: 'accepted → on the agent’s stream, p50', value: acceptedToShown.p50, unit: 'ms', target: { atMost: 5 } },
      { what: 'accepted → on the agent’s stream, p99', value: acceptedToShown.p99, unit: 'ms', target: { atMost: 20 } },
      { what: 'sent → accepted, p50', value: sentToAccepted.p50, unit: 'ms' },
      { what: 'sent → accepted, p99', value: sentToAccepted.p99, unit: 'ms' },
      { what: 'sent → on the agent’s stream, p50', value: sentToShown.p50, unit: 'ms' },
      { what: 'sent → on the agent’s stream, p99', value: sentToShown.p99, unit: 'ms' },
      { what: 'sent → on the agent’s stream, p50, by two bare hops', value: sentToShown.p50 / bare.p50Ms, unit: '×' },
      { what: 'processor of Onethread', value: cores, unit: 'cores' },
    ],
    conditions: `${sentToShown.count.toLocaleString('en-US')} messages of ${crowd.size} customers to ${crowd.agents.length} agents in ${seconds} s; ${refused} refused, not counted.`,
  };
};
