import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, getPriority, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { tempFolder } from '@onethread/testkit';

/** What the figures were measured on. */
export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Of the bench and all that it starts; below 0: other work of the machine weighs less (`nice`). */
  readonly priority: number;
}

export function describeMachine(): Machine {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    priority: getPriority(),
  };
}

const BLOCK = Buffer.alloc(4096, 1);
const ROUNDS = 300;

/** Median milliseconds of one write of 4 KiB with its fsync, where the bench keeps its data folders. */
export async function measureFsyncMs(): Promise<number> {
  await using folder = await tempFolder('onethread-bench-fsync-');
  const file = openSync(join(folder.path, 'block'), 'w');
  try {
    const took = Array.from({ length: ROUNDS }, (_, round) => {
      const from = performance.now();
      writeSync(file, BLOCK, 0, BLOCK.length, (round % 16) * BLOCK.length);
      fsyncSync(file);
      return performance.now() - from;
    });
    return took.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
  } finally {
    closeSync(file);
  }
}
