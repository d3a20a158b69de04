import { readFileSync } from 'node:fs';

/** Ticks a second in which Linux counts processor time for user space. */
const TICKS_PER_SECOND = 100;

export interface ProcessMemory {
  /** Resident, and resident with shared pages counted in part. */
  readonly rssBytes: number;
  readonly pssBytes: number;
  /** Resident, without mapped files: those are the system's cache, and given back when it wants them. */
  readonly anonymousBytes: number;
}

/** Processor time of a process, all threads, since its start. Reads /proc: Linux only, throws elsewhere. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; utime and stime are the 12th and 13th words behind it.
  const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(words[11]) + Number(words[12])) / TICKS_PER_SECOND) * 1000;
}

/** Starts to watch these processes; the answer gives the cores they took together since. Linux only. */
export function processorOf(pids: readonly number[]): () => number {
  const sum = (): number => pids.reduce((total, pid) => total + processorMs(pid), 0);
  const [before, from] = [sum(), performance.now()];
  return () => (sum() - before) / (performance.now() - from);
}

/** Memory of a process now. Reads /proc: Linux only, throws elsewhere. */
export function processMemory(pid: number): ProcessMemory {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]) * 1024;
  return { rssBytes: bytes('Rss'), pssBytes: bytes('Pss'), anonymousBytes: bytes('Anonymous') };
}
