import { openSqliteDocumentStore } from '@onethread/documents';
import type { DocumentStore } from '@onethread/documents';
import { seeded } from '@onethread/testkit';
import { sweepHistory } from '../sweep-history.ts';
import { brokenAtRest, brokenByCommits } from './history-checks.ts';
import { HistoryLoad } from './history-load.ts';
import { HistoryWorld, openedOnce } from './history-world.ts';

const STARTS_AT = Date.UTC(2026, 0, 1);

export interface ModelRun {
  /** What was broken; empty when every promise was kept. */
  readonly faults: readonly string[];
  readonly entries: number;
  readonly moves: number;
  readonly held: number;
  readonly relayed: number;
  readonly crashes: number;
  readonly calls: number;
}

/** One run of everything at once, the same for the same seed; then calm, until nothing is left to do, and the checks. */
export async function runHistoryModel(
  seed: number,
  breakRule: (store: DocumentStore) => DocumentStore = (store) => store,
): Promise<ModelRun> {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  try {
    const world = new HistoryWorld(breakRule(openedOnce(store)), seeded(seed), STARTS_AT);
    await world.start();
    const load = new HistoryLoad(world);
    await driven(world, load.run());
    world.becomeQuiet();
    await settle(world, load);
    const { context } = world.instance(0);
    const faults = [
      ...brokenByCommits(world.log, load.promises),
      ...(await driven(world, brokenAtRest(context, world.log, load.promises))),
    ];
    return {
      faults,
      entries: world.log.length,
      moves: world.log.filter(({ body }) => body.kind === 'moved').length,
      held: world.log.filter(({ body }) => body.kind === 'reply' && body.held).length,
      relayed: load.promises.relayed.size,
      crashes: world.crashes,
      calls: world.calls,
    };
  } finally {
    await store.close();
  }
}

async function driven<T>(world: HistoryWorld, work: Promise<T>): Promise<T> {
  await world.drive(work);
  return work;
}

/** Sweeps in calm times until nothing is left, as the next 5 s rounds would. */
async function settle(world: HistoryWorld, load: HistoryLoad): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    world.advance(60_000);
    const { context } = world.instance(round);
    await driven(world, sweepHistory(context, {}));
    await driven(world, load.finished());
    for (const n of [0, 1]) await driven(world, world.instance(n).context.collections.memory.settled());
  }
}
