import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteFile } from '../index.ts';

/** `node services/lib/sqlite/src/bench/rows-per-second.ts [folder]`: durable rows per second by how many callers wait at once, beside the disk's bare fsync. */
const folder = mkdtempSync(join(process.argv[2] ?? '.', 'bench-sqlite-'));
const SECONDS = 3;
const value = 'x'.repeat(500);

try {
  console.log(`bare write + fsync of 4 KiB: ${bareFsyncMs().toFixed(2)} ms`);
  for (const callers of [1, 10, 100, 1000]) {
    const file = await openSqliteFile<string, number, undefined>({
      file: join(folder, `rows-${callers}.db`),
      program: new URL('./rows-program.ts', import.meta.url),
      programOptions: undefined,
    });
    const until = performance.now() + SECONDS * 1000;
    const delays: number[] = [];
    const caller = async (): Promise<void> => {
      for (let start = performance.now(); start < until; start = performance.now()) {
        await file.call(value);
        delays.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
    await file.close();
    delays.sort((one, other) => one - other);
    const at = (share: number): string => (delays[Math.floor(delays.length * share)] ?? 0).toFixed(2);
    console.log(
      `${callers} callers: ${Math.round(delays.length / SECONDS)} rows/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

function bareFsyncMs(): number {
  const descriptor = openSync(join(folder, 'fsync'), 'w');
  const page = Buffer.alloc(4096);
  const start = performance.now();
  for (let n = 0; n < 200; n += 1) {
    writeSync(descriptor, page);
    fsyncSync(descriptor);
  }
  closeSync(descriptor);
  return (performance.now() - start) / 200;
}
