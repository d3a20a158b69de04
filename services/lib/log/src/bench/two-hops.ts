import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEventLog } from '../index.ts';
import { eventually } from '../testing/eventually.ts';
import type { EventLog } from '../index.ts';

/**
 * `node services/lib/log/src/bench/two-hops.ts [folder]`: publish → group handles and publishes → broadcast, at a fixed
 * rate, then as fast as it goes with three records per message. The yardstick for what services add.
 */
const folder = mkdtempSync(join(process.argv[2] ?? '.', 'bench-log-'));
const value = JSON.stringify({ text: 'x'.repeat(500) });

try {
  const log = await openSqliteEventLog({ file: join(folder, 'log.db') });
  await latency(log, 500, 5);
  await throughput(log, 5);
  await log.close();
} finally {
  rmSync(folder, { recursive: true });
}

async function latency(log: EventLog, rate: number, seconds: number): Promise<void> {
  const [topic, events] = ['latency.in.v1', 'latency.events.v1'];
  const begun = new Map<string, number>();
  const delays: number[] = [];
  await log.broadcast({ topic: events, handle: ({ key }) => delays.push(performance.now() - (begun.get(key) ?? 0)) });
  await log.subscribe({ topic, group: 'g', handle: ({ key }) => log.publish([{ topic: events, key, value }]) });
  const start = performance.now();
  const cpu = process.cpuUsage();
  for (let n = 0; n < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - start) / 1000) * rate));
    for (; n < due; n += 1) {
      begun.set(String(n), performance.now());
      void log.publish([{ topic, key: String(n), value }]);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await eventually('all heard', () => delays.length === rate * seconds);
  const { user, system } = process.cpuUsage(cpu);
  delays.sort((one, other) => one - other);
  const at = (share: number): string => (delays[Math.floor(delays.length * share)] ?? 0).toFixed(2);
  const cores = (user + system) / 1000 / (performance.now() - start);
  console.log(`two hops at ${rate} msg/s: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${cores.toFixed(2)} cores`);
}

async function throughput(log: EventLog, seconds: number): Promise<void> {
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
  const { user, system } = process.cpuUsage(cpu);
  const elapsed = performance.now() - start;
  const rate = Math.round((sent / elapsed) * 1000);
  console.log(`as fast as it goes: ${rate} msg/s × 3 records, ${((user + system) / 1000 / elapsed).toFixed(2)} cores`);
}
