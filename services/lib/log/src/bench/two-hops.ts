import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEventLog } from '../index.ts';
import { eventually } from '../testing/eventually.ts';
import { coresSince, pacedHops } from './paced-hops.ts';
import type { EventLog } from '../index.ts';
import type { Load, TwoHops } from './paced-hops.ts';

export * from '../kafka/kafka-idle-groups.ts';
export * from '../kafka/kafka-two-hops.ts';
export type { Load, TwoHops } from './paced-hops.ts';

const value = JSON.stringify({ text: 'x'.repeat(500) });

async function onFreshLog<T>(parent: string, work: (log: EventLog) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, 'bench-log-'));
  try {
    const log = await openSqliteEventLog({ file: join(folder, 'log.db') });
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Delay of two log hops at a fixed rate of arrivals, in a folder of its own below `parent`. */
export function benchTwoHops(parent: string, load: Load): Promise<TwoHops> {
  return onFreshLog(parent, async (log) => {
    const [topic, events] = ['latency.in.v1', 'latency.events.v1'];
    let heard: ((key: string) => void) | undefined;
    await log.broadcast({ topic: events, handle: ({ key }) => heard?.(key) });
    await log.subscribe({ topic, group: 'g', handle: ({ key }) => log.publish([{ topic: events, key, value }]) });
    const hops = {
      publish: (key: string) => log.publish([{ topic, key, value }]),
      listen: (callback: (key: string) => void) => {
        heard = callback;
      },
    };
    return pacedHops(hops, load);
  });
}

export interface ThreeRecords {
  readonly perSecond: number;
  readonly cores: number;
}

/** Messages a second that the log alone carries when each becomes three records, as a customer's message does. */
export function benchThreeRecords(parent: string, { seconds }: { readonly seconds: number }): Promise<ThreeRecords> {
  return onFreshLog(parent, async (log) => {
    const [topic, events, outbound] = ['rate.in.v1', 'rate.events.v1', 'rate.out.v1'];
    const until = performance.now() + seconds * 1000;
    let handled = 0;
    let heard = 0;
    await log.broadcast({ topic: events, handle: () => void (heard += 1) });
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ key }) => {
        await log.publish([
          { topic: events, key, value },
          { topic: outbound, key, value },
        ]);
        handled += 1;
      },
    });
    let sent = 0;
    const sender = async (): Promise<void> => {
      while (performance.now() < until) await log.publish([{ topic, key: String((sent += 1) % 1000), value }]);
    };
    const cpu = process.cpuUsage();
    const start = performance.now();
    await Promise.all(Array.from({ length: 50 }, sender));
    await eventually('all handled and heard', () => handled === sent && heard === sent);
    return { perSecond: (sent / (performance.now() - start)) * 1000, cores: coresSince(cpu, start) };
  });
}

/**
 * `node services/lib/log/src/bench/two-hops.ts [folder]`: publish → group handles and publishes → broadcast, at a fixed
 * rate, then as fast as it goes with three records per message. The yardstick for what services add.
 */
if (import.meta.main) {
  const parent = process.argv[2] ?? '.';
  const paced = await benchTwoHops(parent, { rate: 500, seconds: 5 });
  console.log(
    `two hops at ${paced.rate} msg/s: p50 ${paced.p50Ms.toFixed(2)} ms, p99 ${paced.p99Ms.toFixed(2)} ms, ${paced.cores.toFixed(2)} cores`,
  );
  const { perSecond, cores } = await benchThreeRecords(parent, { seconds: 5 });
  console.log(`as fast as it goes: ${Math.round(perSecond)} msg/s × 3 records, ${cores.toFixed(2)} cores`);
}
