import { execFileSync } from 'node:child_process';
import { StoreUnavailableError } from '../../errors.ts';
import { openSqliteDocumentStore } from '../open-sqlite-document-store.ts';

/**
 * A process that writes to the file named on its command line, lets no file of its own grow for a while, and goes on. Prints
 * how many documents were answered, and how many can be read.
 */
const store = await openSqliteDocumentStore({ file: String(process.argv[2]) });
const things = await store.collection<{ _id: string; rev: number; words: string }>({ name: 'things', indexes: {} });
const mayGrowTo = (size: string): void => {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${size}:unlimited`]);
};

let answered = 0;
const write = async (): Promise<void> => {
  await things.insert({ _id: String(answered), words: 'x'.repeat(2000) });
  answered += 1;
};

for (let n = 0; n < 10; n += 1) await write();
mayGrowTo('4096');
let refused = 0;
for (let n = 0; n < 5; n += 1) {
  await write().catch((error: unknown) => {
    if (!(error instanceof StoreUnavailableError)) throw error;
    refused += 1;
  });
}
mayGrowTo('unlimited');
for (let n = 0; n < 10; n += 1) await write();
const ids = Array.from({ length: answered }, (_, n) => String(n));
const read = (await things.getMany(ids)).length;
await store.close();
console.log(JSON.stringify({ answered, refused, read }));
