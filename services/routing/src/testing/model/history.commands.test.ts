import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSqliteDocumentStore } from '@onethread/documents';
import fc from 'fast-check';
import { historyCommands, runCommands } from './history-commands.ts';
import { PLANTED_FAULTS } from './planted-faults.ts';
import { runHistories } from './run-histories.ts';

/**
 * As many histories as the budget allows, the first of them always: `MODEL_MS=600000 MODEL_SEED=7 node --test …` goes on
 * from another seed for longer. A failure prints its seed, path and replay path: with `MODEL_SEED`, `MODEL_PATH` and
 * `MODEL_REPLAY` exactly that is done again.
 */
const { MODEL_MS = '8000', MODEL_SEED = '1', MODEL_PATH, MODEL_REPLAY } = process.env;
const MAX_COMMANDS = 40;
/** Histories in which a planted fault must show. */
const HISTORIES_TO_NOTICE = 60;

describe('histories that many write at once, through crashes and lost answers', () => {
  it('could each have been written by one after another, and are served so', async (test) => {
    await runHistories(test, {
      ms: Number(MODEL_MS),
      firstSeed: Number(MODEL_SEED),
      maxCommands: MAX_COMMANDS,
      path: MODEL_PATH,
      replay: MODEL_REPLAY,
      openStore: () => openSqliteDocumentStore({ file: ':memory:' }),
    });
  });

  for (const [rule, plant] of Object.entries(PLANTED_FAULTS)) {
    it(`are found out where it is not kept that ${rule}`, async () => {
      const property = fc.asyncProperty(historyCommands(MAX_COMMANDS), async (list) => {
        const store = await openSqliteDocumentStore({ file: ':memory:' });
        try {
          await runCommands(list, plant(store));
        } finally {
          await store.close();
        }
      });
      const { failed } = await fc.check(property, { seed: 1, numRuns: HISTORIES_TO_NOTICE, endOnFailure: true });
      assert.ok(failed, `not noticed in ${HISTORIES_TO_NOTICE} histories`);
    });
  }
});
