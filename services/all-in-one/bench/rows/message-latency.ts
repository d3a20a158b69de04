import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { benchTwoHops } from '@onethread/log/bench';
import { Crowd } from '../load/crowd.ts';
import { processorMs } from '../process-meter.ts';
import type { MeasureRow } from '../row.ts';
import { spreadOf } from '../spread.ts';

const RATE = 500;
const WARM_UP_S = 2;

export const measure: MeasureRow = async ({ short }) => {
  const seconds = short ? 3 : 15;
  const bare = await benchTwoHops(tmpdir(), { rate: RATE, seconds: short ? 2 : 5 });
  const crowd = await Crowd.open(short ? { sms: 75, inApp: 75 } : { sms: 200, inApp: 200 });
  try {
    await sendAtRate(crowd, WARM_UP_S);
    const startedAt = performance.now();
    const cpu = processorMs(crowd.pid);
    const messages = await sendAtRate(crowd, seconds);
    const cores = (processorMs(crowd.pid) - cpu) / (performance.now() - startedAt);
    const total = spreadOf(messages.map(({ sentAt, shownAt }) => shownAt - sentAt));
    const accepted = spreadOf(messages.map(({ sentAt, acceptedAt }) => acceptedAt - sentAt));
    const onward = spreadOf(messages.map(({ acceptedAt, shownAt }) => shownAt - acceptedAt));
    return {
      figures: [
        { what: 'two bare log hops, p50', value: bare.p50Ms, unit: 'ms', yardstick: true },
        { what: 'two bare log hops, p99', value: bare.p99Ms, unit: 'ms', yardstick: true },
        { what: 'accepted → on the agent’s stream, p50', value: onward.p50, unit: 'ms', target: { atMost: 5 } },
        { what: 'accepted → on the agent’s stream, p99', value: onward.p99, unit: 'ms', target: { atMost: 20 } },
        { what: 'sent → accepted, p50', value: accepted.p50, unit: 'ms' },
        { what: 'sent → accepted, p99', value: accepted.p99, unit: 'ms' },
        { what: 'sent → on the agent’s stream, p50', value: total.p50, unit: 'ms' },
        { what: 'sent → on the agent’s stream, p99', value: total.p99, unit: 'ms' },
        { what: 'sent → on the agent’s stream, p50, by two bare hops', value: total.p50 / bare.p50Ms, unit: '×' },
        { what: 'processor of Onethread', value: cores, unit: 'cores' },
      ],
      conditions: `${total.count.toLocaleString('en-US')} messages of ${crowd.size} customers to ${crowd.agents.length} agents in ${seconds} s.`,
    };
  } finally {
    await crowd.close();
  }
};

interface Times {
  readonly sentAt: number;
  readonly acceptedAt: number;
  readonly shownAt: number;
}

/** Messages on a fixed clock, one customer after another; resolves when all have arrived. */
async function sendAtRate(crowd: Crowd, seconds: number): Promise<Times[]> {
  const total = RATE * seconds;
  const startedAt = performance.now();
  const messages: Promise<Times>[] = [];
  while (messages.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * RATE));
    while (messages.length < due) {
      // Channels take turns: the two kinds of customers stand one behind the other.
      const turn = messages.length;
      const half = crowd.size / 2;
      const { sentAt, accepted, shown } = crowd.send((turn % 2) * half + (Math.floor(turn / 2) % half));
      messages.push(Promise.all([accepted, shown]).then(([acceptedAt, shownAt]) => ({ sentAt, acceptedAt, shownAt })));
    }
    await pause(1);
  }
  return await Promise.all(messages);
}
