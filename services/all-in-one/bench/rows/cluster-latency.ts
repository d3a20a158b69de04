import { openMongoDocumentStore } from '@onethread/documents';
import { measureStoreSpeed } from '@onethread/documents/bench';
import { benchKafkaTwoHops } from '@onethread/log/bench';
import { ownName } from '@onethread/test-servers';
import { Crowd } from '../load/crowd.ts';
import { openSeparateProcesses } from '../load/installation.ts';
import { onBoth } from '../load/on-servers.ts';
import { sendPaced } from '../load/paced-messages.ts';
import { sustain } from '../load/sustain.ts';
import type { Figure } from '../row.ts';

/** Messages on their way while the rate that the store carries is looked for. */
const ON_THE_WAY = 8;
/** Of that rate, for the delays: a queue before the store would be all that they show. */
const SHARE = 0.5;
const MOST_RATE = 500;

export const measure = onBoth(async ({ kafka, mongo }, { short }) => {
  const findMs = short ? 3000 : 10_000;
  const seconds = short ? 3 : 15;
  const store = await bareStore(mongo.uri, short ? 20 : 200);
  await using installation = await openSeparateProcesses(kafka, mongo);
  await using crowd = await Crowd.gather(installation, short ? { sms: 4, inApp: 4 } : { sms: 10, inApp: 10 });
  const found = await sustain(crowd, { onTheWay: ON_THE_WAY, runMs: findMs, warmUpMs: 1000 });
  const rate = Math.max(1, Math.min(MOST_RATE, Math.floor(found.rate * SHARE)));
  const delays = await sendPaced(crowd, { rate, seconds });
  const connection = { brokers: kafka.brokers, clientId: 'onethread-bench' };
  const { bare } = await benchKafkaTwoHops({ connection }, { rate, seconds: short ? 1 : 4 });
  const { sentToAccepted, acceptedToShown, sentToShown, refused } = delays;
  return {
    figures: [
      { what: `two hops of kafkajs alone, ${rate} msg/s, p50`, value: bare.p50Ms, unit: 'ms', yardstick: true },
      ...store,
      { what: `messages that reached an agent, ${ON_THE_WAY} on their way`, value: found.rate, unit: 'msg/s' },
      { what: `accepted → on the agent’s stream, ${rate} msg/s, p50`, value: acceptedToShown.p50, unit: 'ms' },
      { what: `accepted → on the agent’s stream, ${rate} msg/s, p99`, value: acceptedToShown.p99, unit: 'ms' },
      { what: `sent → accepted, ${rate} msg/s, p50`, value: sentToAccepted.p50, unit: 'ms' },
      { what: `sent → accepted, ${rate} msg/s, p99`, value: sentToAccepted.p99, unit: 'ms' },
    ],
    conditions: `${kafka.description}; ${mongo.description}. ${installation.pids().length} processes, each service once; ${sentToShown.count.toLocaleString('en-US')} messages of ${crowd.size} customers to ${crowd.agents.length} agents in ${seconds} s; ${refused + found.refused} refused, not counted.`,
  };
});

async function bareStore(uri: string, calls: number): Promise<Figure[]> {
  const store = await openMongoDocumentStore({ uri, database: ownName('bench') });
  try {
    const rows = await measureStoreSpeed(store, { collection: 'measured', calls, callers: [1] });
    return rows.map(({ call, p50Ms }) => {
      return { what: `bare store: ${call}, p50`, value: p50Ms, unit: 'ms', yardstick: true };
    });
  } finally {
    await store.close();
  }
}
