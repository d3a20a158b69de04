import { benchKafkaTwoHops } from '@onethread/log/bench';
import { onKafka } from '../load/on-servers.ts';
import type { Figure } from '../row.ts';

/** The higher first: a broker just started is slow until its code is warm. */
const RATES = [500, 100];

export const measure = onKafka(async ({ brokers, description }, { short }) => {
  const seconds = short ? 1 : 5;
  const connection = { brokers, clientId: 'onethread-bench' };
  const figures: Figure[] = [];
  for (const rate of short ? RATES.slice(0, 1) : RATES) {
    const { bare, port } = await benchKafkaTwoHops({ connection }, { rate, seconds });
    figures.push(
      { what: `kafkajs alone, ${rate} msg/s, p50`, value: bare.p50Ms, unit: 'ms', yardstick: true },
      { what: `kafkajs alone, ${rate} msg/s, p99`, value: bare.p99Ms, unit: 'ms', yardstick: true },
      { what: `through the port, ${rate} msg/s, p50`, value: port.p50Ms, unit: 'ms' },
      { what: `through the port, ${rate} msg/s, p99`, value: port.p99Ms, unit: 'ms' },
      { what: `port by kafkajs, ${rate} msg/s, p50`, value: port.p50Ms / bare.p50Ms, unit: '×' },
      { what: `processor of the client, kafkajs alone, ${rate} msg/s`, value: bare.cores, unit: 'cores' },
      { what: `processor of the client, through the port, ${rate} msg/s`, value: port.cores, unit: 'cores' },
    );
  }
  return { figures, conditions: `${description}; each for ${seconds} s.` };
});
