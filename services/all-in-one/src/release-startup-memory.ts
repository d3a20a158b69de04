import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Service } from '@onethread/runtime';

type CollectGarbage = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/** The last that starts: what the start of all others left behind is given back before anybody is served. */
export const startupMemory: Service = {
  name: 'startup memory',
  start: () => Promise.resolve(releaseStartupMemory()),
  stop: () => Promise.resolve(),
};

/**
 * Collects garbage, and the room that the young generation grew for it, which V8 keeps otherwise until there is load.
 * Takes some 200 ms in which nothing else happens. After it, as after every burst, V8's own memory reducer collects once
 * when there were 8 quiet seconds, not twice: the second time finds half a megabyte.
 */
export function releaseStartupMemory(): void {
  setFlagsFromString('--memory-reducer-gc-count=1');
  setFlagsFromString('--expose-gc');
  try {
    const collect = runInNewContext('gc') as CollectGarbage;
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}
