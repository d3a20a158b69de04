import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../testing/eventually.ts';

export interface TwoHops {
  /** Messages a second that were asked for. */
  readonly rate: number;
  /** From before the first publish to the listener of the second topic. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of this process over time. */
  readonly cores: number;
}

export interface Load {
  /** Messages a second. */
  readonly rate: number;
  readonly seconds: number;
}

/** What carries a key over two hops. */
export interface Hops {
  readonly publish: (key: string) => Promise<void>;
  /** Calls back with each key that came through the second hop. */
  readonly listen: (heard: (key: string) => void) => void;
}

/** Delay of two hops at a fixed rate of arrivals, whatever the delay. */
export async function pacedHops({ publish, listen }: Hops, { rate, seconds }: Load): Promise<TwoHops> {
  const begun = new Map<string, number>();
  const delays: number[] = [];
  listen((key) => delays.push(performance.now() - (begun.get(key) ?? 0)));
  const start = performance.now();
  const cpu = process.cpuUsage();
  for (let n = 0; n < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - start) / 1000) * rate));
    for (; n < due; n += 1) {
      begun.set(String(n), performance.now());
      void publish(String(n));
    }
    await pause(1);
  }
  await eventually('all heard', () => delays.length >= rate * seconds);
  const cores = coresSince(cpu, start);
  const sorted = delays.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { rate, p50Ms: at(0.5), p99Ms: at(0.99), cores };
}

export function coresSince(cpu: NodeJS.CpuUsage, start: number): number {
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / 1000 / (performance.now() - start);
}
