import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Process number of the Onethread that works on a data folder. */
export function runningPid(dataFolder: string): number {
  return (JSON.parse(readFileSync(join(dataFolder, 'running.json'), 'utf8')) as { pid: number }).pid;
}
