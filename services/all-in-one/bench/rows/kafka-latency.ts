import { benchKafkaTwoHops } from '@onethread/log/bench';
import { Crowd } from '../load/crowd.ts';
import { openOneProcessOnKafka } from '../load/installation.ts';
import { onKafka } from '../load/on-servers.ts';
import { sendPaced } from '../load/paced-messages.ts';
import { processorOf } from '../process-meter.ts';
import type { Figure, Target } from '../row.ts';

/** The higher first: a broker just started is slow until its code is warm. */
const RATES = [500, 100];
/** The rate that the targets are for. */
const TARGET_RATE = 500;
const WARM_UP_S = 5;

export const measure = onKafka(async (kafka, { short }) => {
  const rates = short ? RATES.slice(-1) : RATES;
  const seconds = short ? 3 : 10;
  const connection = { brokers: kafka.brokers, clientId: 'onethread-bench' };
  const bare = new Map<number, { readonly p50Ms: number; readonly p99Ms: number }>();
  for (const rate of rates) {
    bare.set(rate, (await benchKafkaTwoHops({ connection }, { rate, seconds: short ? 1 : 4 })).bare);
  }
  await using installation = await openOneProcessOnKafka(kafka);
  await using crowd = await Crowd.gather(installation, short ? { sms: 40, inApp: 40 } : { sms: 200, inApp: 200 });
  const figures: Figure[] = [];
  let [count, refused] = [0, 0];
  for (const rate of rates) {
    const target = (bound: Target): { target?: Target } => (rate === TARGET_RATE ? { target: bound } : {});
    const hops = bare.get(rate) ?? { p50Ms: 0, p99Ms: 0 };
    await sendPaced(crowd, { rate, seconds: WARM_UP_S });
    const coresSince = processorOf(installation.pids());
    const delays = await sendPaced(crowd, { rate, seconds });
    const { sentToAccepted, acceptedToShown, sentToShown } = delays;
    const at = `${rate} msg/s`;
    figures.push(
      { what: `${at}: two hops of kafkajs alone, p50`, value: hops.p50Ms, unit: 'ms', yardstick: true },
      { what: `${at}: two hops of kafkajs alone, p99`, value: hops.p99Ms, unit: 'ms', yardstick: true },
      {
        what: `${at}: accepted → on the agent’s stream, p50`,
        value: acceptedToShown.p50,
        unit: 'ms',
        ...target({ atMost: 8 }),
      },
      {
        what: `${at}: accepted → on the agent’s stream, p99`,
        value: acceptedToShown.p99,
        unit: 'ms',
        ...target({ atMost: 30 }),
      },
      {
        what: `${at}: accepted → on the agent’s stream, p50, by two hops of kafkajs`,
        value: acceptedToShown.p50 / hops.p50Ms,
        unit: '×',
        ...target({ atMost: 2 }),
      },
      { what: `${at}: sent → accepted, p50`, value: sentToAccepted.p50, unit: 'ms' },
      { what: `${at}: sent → on the agent’s stream, p50`, value: sentToShown.p50, unit: 'ms' },
      { what: `${at}: sent → on the agent’s stream, p99`, value: sentToShown.p99, unit: 'ms' },
      { what: `${at}: processor of Onethread`, value: coresSince(), unit: 'cores' },
    );
    count += sentToShown.count;
    refused += delays.refused;
  }
  return {
    figures,
    conditions: `${kafka.description}; ${count.toLocaleString('en-US')} messages of ${crowd.size} customers to ${crowd.agents.length} agents, ${seconds} s at each rate; ${refused} refused, not counted.`,
  };
});
