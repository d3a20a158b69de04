import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSqliteDocumentStore } from '@onethread/documents';
import type { DocumentStore } from '@onethread/documents';
import { seeded } from '@onethread/testkit';
import { brokenAtRest, brokenByCommits } from './testing/history-checks.ts';
import { BROKEN_RULES } from './testing/broken-rules.ts';
import { HistoryLoad } from './testing/history-load.ts';
import { HistoryWorld, openedOnce } from './testing/history-world.ts';
import { sweepHistory } from './sweep-history.ts';

const SEEDS = Number(process.env['SEEDS'] ?? 300);
const FIRST_SEED = Number(process.env['SEED'] ?? 1);
/** A broken rule shows within so many seeds. */
const SEEDS_TO_NOTICE = 60;
const STARTS_AT = Date.UTC(2026, 0, 1);

/** One run of everything at once; what it broke. */
async function broken(seed: number, breakRule: (store: DocumentStore) => DocumentStore = (store) => store) {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  try {
    const world = new HistoryWorld(breakRule(openedOnce(store)), seeded(seed), STARTS_AT);
    await world.start();
    const load = new HistoryLoad(world);
    const run = load.run();
    await world.drive(run);
    await run;
    world.becomeQuiet();
    await settle(world);
    const { context } = world.instance(0);
    const faults = brokenByCommits(world.log, load.promises);
    const rest = brokenAtRest(context, world.log, load.promises);
    await world.drive(rest);
    return { faults: [...faults, ...(await rest)], world, load };
  } finally {
    await store.close();
  }
}

/** Sweeps in calm times until nothing is left, as the next 5 s rounds would. */
async function settle(world: HistoryWorld): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    world.advance(60_000);
    const { context } = world.instance(round);
    const sweep = (async () => {
      await sweepHistory(context, {});
      await context.collections.memory.settled();
    })();
    await world.drive(sweep);
    await sweep;
  }
}

describe('history under crashes, lost answers, late writes and moves', () => {
  it(`keeps every promise of the write order (${SEEDS} seeds from ${FIRST_SEED})`, async () => {
    const totals = { entries: 0, moves: 0, crashes: 0, calls: 0, held: 0, relayed: 0 };
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      const { faults, world, load } = await broken(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error });
      });
      assert.deepEqual(faults, [], `seed ${seed}`);
      totals.entries += world.log.length;
      totals.moves += world.log.filter(({ body }) => body.kind === 'moved').length;
      totals.held += world.log.filter(({ body }) => body.kind === 'reply' && body.held).length;
      totals.crashes += world.crashes;
      totals.calls += world.calls;
      totals.relayed += load.promises.relayed.size;
    }
    console.log(`history model: ${JSON.stringify(totals)}`);
  });

  for (const [rule, breakRule] of Object.entries(BROKEN_RULES)) {
    it(`notices when it is not kept that ${rule}`, async () => {
      for (let seed = 1; seed <= SEEDS_TO_NOTICE; seed += 1) {
        const noticed = await broken(seed, breakRule).then(
          ({ faults }) => faults,
          (error: unknown) => [String(error)],
        );
        if (noticed.length === 0) continue;
        console.log(`seed ${seed}: ${noticed[0]}`);
        return;
      }
      assert.fail(`not noticed in ${SEEDS_TO_NOTICE} seeds`);
    });
  }
});
