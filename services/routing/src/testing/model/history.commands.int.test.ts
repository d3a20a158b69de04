import { after, describe, it } from 'node:test';
import { openMongoDocumentStore } from '@onethread/documents';
import { mongoForTests, ownName } from '@onethread/test-servers';
import fc from 'fast-check';
import { historyCommands, runCommands } from './history-commands.ts';

/** As in the fast test, where a call costs more: fewer and shorter histories. */
const { MODEL_MS = '15000', MODEL_SEED = '1001', MODEL_PATH, MODEL_REPLAY } = process.env;
const MAX_COMMANDS = 20;
const SHRINK_MS = 120_000;

const mongo = await mongoForTests();

describe('histories on the cluster’s store', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  after(() => mongo.stop());

  it('could each have been written by one after another, and are served so', async (test) => {
    const until = performance.now() + Number(MODEL_MS);
    let seed = Number(MODEL_SEED);
    let commands = 0;
    const isReplay = MODEL_PATH !== undefined;
    do {
      const property = fc.asyncProperty(historyCommands(MAX_COMMANDS, MODEL_REPLAY), async (list) => {
        const store = await openMongoDocumentStore({ uri: mongo.uri, database: ownName('model') });
        try {
          commands += await runCommands(list, store);
        } finally {
          await store.close();
        }
      });
      const path = isReplay ? { path: MODEL_PATH } : {};
      await fc.assert(property, { seed, numRuns: 1, interruptAfterTimeLimit: SHRINK_MS, ...path });
      seed += 1;
      if (isReplay) return;
    } while (performance.now() < until);
    test.diagnostic(`${commands} steps in ${seed - Number(MODEL_SEED)} histories, seeds from ${MODEL_SEED}`);
  });
});
