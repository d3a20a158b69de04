import { openSqliteDocumentStore } from '@onethread/documents';
import { manualClock, seeded } from '@onethread/testkit';
import { openCollections } from '../../../stores/collections.ts';
import type { SimulatedProcess, SimulatedWorld } from './simulated-process.ts';

/** Until nothing moves by itself any more. */
export const turns = async () => {
  for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate);
};

/** Lets a process go on until nothing of it is left to do, or its next store call is the one looked for. */
export async function runUntil(process: SimulatedProcess, isNext?: (call: string) => boolean): Promise<boolean> {
  await turns();
  for (let first = process.waiting[0]; first !== undefined; first = process.waiting[0]) {
    if (isNext?.(`${first.call.method} ${first.call.collection}`)) return true;
    process.waiting.shift()?.go();
    await turns();
  }
  return false;
}

/** A store without faults, and a clock in the test's hand. */
export async function openWorld() {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  const raw = await openCollections(store);
  const clock = manualClock();
  let ids = 0;
  const world: SimulatedWorld = {
    store,
    clock,
    chance: seeded(1),
    faults: false,
    errors: [],
    append: () => {},
    announced: () => {},
    newId: () => `id${(ids += 1)}`,
    streamsOn: () => [],
  };
  return { store, raw, clock, world };
}
