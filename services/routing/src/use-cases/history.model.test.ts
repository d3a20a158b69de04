import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BROKEN_RULES } from './testing/broken-rules.ts';
import { runHistoryModel } from './testing/history-model.ts';

/** Exactly so many by the environment (`SEEDS=5000 SEED=1 node --test …`); else up to 300, as far as the budget goes. */
const SEEDS = Number(process.env['SEEDS'] ?? 300);
const BUDGET_MS = process.env['SEEDS'] === undefined ? 10_000 : Infinity;
const FIRST_SEED = Number(process.env['SEED'] ?? 1);
/** A broken rule shows within so many seeds. */
const SEEDS_TO_NOTICE = 60;

describe('history under crashes, lost answers, late writes and moves', () => {
  it(`keeps every promise of the write order (up to ${SEEDS} seeds from ${FIRST_SEED})`, async (test) => {
    const until = performance.now() + BUDGET_MS;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      const { faults } = await runHistoryModel(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error });
      });
      assert.deepEqual(faults, [], `seed ${seed}`);
      if (performance.now() > until) {
        test.diagnostic(`the budget of ${BUDGET_MS} ms was spent at seed ${seed}`);
        return;
      }
    }
  });

  it('is the same for the same seed', async () => {
    assert.deepEqual(await runHistoryModel(FIRST_SEED), await runHistoryModel(FIRST_SEED));
  });

  for (const [rule, breakRule] of Object.entries(BROKEN_RULES)) {
    it(`notices when it is not kept that ${rule}`, async () => {
      for (let seed = 1; seed <= SEEDS_TO_NOTICE; seed += 1) {
        const noticed = await runHistoryModel(seed, breakRule).then(
          ({ faults }) => faults.length > 0,
          () => true,
        );
        if (noticed) return;
      }
      assert.fail(`not noticed in ${SEEDS_TO_NOTICE} seeds`);
    });
  }
});
