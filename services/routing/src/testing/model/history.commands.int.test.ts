import { after, describe, it } from 'node:test';
import { openMongoDocumentStore } from '@onethread/documents';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { runHistories } from './run-histories.ts';

/** As in the fast test, where a call costs more: fewer and shorter histories. */
const { MODEL_MS = '15000', MODEL_SEED = '1001', MODEL_PATH, MODEL_REPLAY } = process.env;
const MAX_COMMANDS = 20;

const mongo = await mongoForTests();

describe('histories on the cluster’s store', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  after(() => mongo.stop());

  it('could each have been written by one after another, and are served so', async (test) => {
    await runHistories(test, {
      ms: Number(MODEL_MS),
      firstSeed: Number(MODEL_SEED),
      maxCommands: MAX_COMMANDS,
      path: MODEL_PATH,
      replay: MODEL_REPLAY,
      openStore: () => openMongoDocumentStore({ uri: mongo.uri, database: ownName('model') }),
    });
  });
});
