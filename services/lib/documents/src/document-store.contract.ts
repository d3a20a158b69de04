import { after, before, describe } from 'node:test';
import { batchContract } from './contract/batches.ts';
import { expiryContract } from './contract/expiry.ts';
import { indexContract } from './contract/indexes.ts';
import { insertContract } from './contract/inserts.ts';
import { lifecycleContract } from './contract/lifecycle.ts';
import { lostAnswerContract } from './contract/lost-answers.ts';
import { queryModelContract } from './contract/query-model.ts';
import { queryContract } from './contract/queries.ts';
import { replaceContract } from './contract/replaces.ts';
import { StoreUnderTest } from './contract/store-under-test.ts';
import type { OpenedStore } from './contract/store-under-test.ts';

export type { OpenedStore };

/**
 * Every sentence of the port as tests, for one adapter. `open` makes an empty store of its own each time it is called;
 * documents past their time must vanish from it within 90 s (sooner, if the adapter can be told to look more often).
 */
export function documentStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  void describe(`document store: ${name}`, () => {
    const subject = new StoreUnderTest(open);
    before(() => subject.open());
    after(() => subject.dispose());
    insertContract(subject);
    batchContract(subject);
    replaceContract(subject);
    queryContract(subject);
    queryModelContract(subject);
    indexContract(subject);
    lostAnswerContract(subject);
    expiryContract(subject);
    lifecycleContract(subject);
  });
}
