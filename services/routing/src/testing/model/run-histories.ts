import type { TestContext } from 'node:test';
import type { DocumentStore } from '@onethread/documents';
import fc from 'fast-check';
import { historyCommands, runCommands } from './history-commands.ts';

/** A failure is made smaller for so long. */
const SHRINK_MS = 120_000;

export interface Histories {
  readonly ms: number;
  readonly firstSeed: number;
  readonly maxCommands: number;
  /** Of a failure that is to be done again, as it was printed. */
  readonly path?: string | undefined;
  readonly replay?: string | undefined;
  /** A fresh one for each history. */
  readonly openStore: () => Promise<DocumentStore>;
}

/** Writes one history after the other, each from the next seed, the first of them always; throws where one cannot be explained. */
export async function runHistories(
  test: Pick<TestContext, 'diagnostic'>,
  { ms, firstSeed, maxCommands, path, replay, openStore }: Histories,
): Promise<void> {
  const until = performance.now() + ms;
  let seed = firstSeed;
  let commands = 0;
  do {
    const property = fc.asyncProperty(historyCommands(maxCommands, replay), async (list) => {
      const store = await openStore();
      try {
        commands += await runCommands(list, store);
      } finally {
        await store.close();
      }
    });
    const again = path === undefined ? {} : { path };
    await fc.assert(property, { seed, numRuns: 1, interruptAfterTimeLimit: SHRINK_MS, ...again });
    seed += 1;
    if (path !== undefined) return;
  } while (performance.now() < until);
  test.diagnostic(`${commands} steps in ${seed - firstSeed} histories, seeds from ${firstSeed}`);
}
