import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { HealthCheck } from '@onethread/runtime';

/** As much as a commit of a few messages writes: less room than this is none. */
const PROBE_BYTES = 256 * 1024;
const PROBE_FILE = 'onethread.probe';

/** Whether the data folder takes anything at all now: a disk that is full, read-only or gone is said in its own words. */
export function diskCheck(folder: string): HealthCheck {
  const path = join(folder, PROBE_FILE);
  return {
    name: 'disk',
    check: () => {
      try {
        const file = openSync(path, 'w', 0o600);
        try {
          if (writeSync(file, Buffer.alloc(PROBE_BYTES)) < PROBE_BYTES) return 'no space left in the data folder';
        } finally {
          closeSync(file);
          unlinkSync(path);
        }
        return undefined;
      } catch (error) {
        return `the data folder cannot be written: ${(error as Error).message}`;
      }
    },
  };
}
