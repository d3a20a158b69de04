import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutcomeUnknownError, StoreUnavailableError } from './errors.ts';
import { faultyDocumentStore } from './faulty-document-store.ts';
import { openSqliteDocumentStore } from './sqlite/open-sqlite-document-store.ts';
import type { StoreCall, StoreFaults } from './faulty-document-store.ts';

const definition = { name: 'things', indexes: { by_at: { fields: ['at'] } } };

async function open(faults: StoreFaults) {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  const faulty = faultyDocumentStore(store, faults);
  return { faulty, things: await faulty.collection(definition), sane: await store.collection(definition) };
}

test('every call passes the hooks, which see what it is and wait as long as they like', async () => {
  const seen: string[] = [];
  const told =
    (when: string) =>
    async (call: StoreCall): Promise<void> => {
      await Promise.resolve();
      seen.push(`${when} ${call.isWrite ? 'write' : 'read'} ${call.collection} ${call.method} ${call.id ?? '-'}`);
    };
  const { faulty, things } = await open({ before: told('before'), after: told('after') });
  await things.insert({ _id: 'a' });
  await things.insertMany([{ _id: 'b' }, { _id: 'c' }]);
  await things.replace({ _id: 'a', rev: 1 });
  await things.remove('b');
  await things.get('a');
  await things.getMany(['a', 'b']);
  await things.find({ index: 'by_at', limit: 1 });
  await things.count({ index: 'by_at' }, 1);
  const calls = [
    'write things insert a',
    'write things insertMany b',
    'write things replace a',
    'write things remove b',
    'read things get a',
    'read things getMany a',
    'read things find -',
    'read things count -',
  ];
  assert.deepEqual(
    seen,
    calls.flatMap((call) => [`before ${call}`, `after ${call}`]),
  );
  await faulty.close();
});

test('an answer waits for its hook while others overtake it', async () => {
  const gate = Promise.withResolvers<void>();
  const { faulty, things, sane } = await open({ after: ({ id }) => (id === 'slow' ? gate.promise : undefined) });
  let answered = false;
  const slow = things.insert({ _id: 'slow' }).then(() => (answered = true));
  await things.insert({ _id: 'fast' });
  assert.equal((await sane.get('slow'))?.rev, 1);
  assert.equal(answered, false);
  gate.resolve();
  await slow;
  await faulty.close();
});

test('a read cannot have an unknown outcome', async () => {
  const losses: readonly StoreFaults[] = [
    { before: () => 'lose' },
    { before: () => 'refuse' },
    { after: () => 'lose' },
  ];
  for (const faults of losses) {
    const { faulty, things } = await open(faults);
    await assert.rejects(things.get('a'), StoreUnavailableError);
    await faulty.close();
  }
});

test('a late write whose time never comes is never carried out', async () => {
  const never = Promise.withResolvers<void>();
  const { faulty, things, sane } = await open({ before: () => ({ later: never.promise }) });
  await assert.rejects(things.insert({ _id: 'a' }), OutcomeUnknownError);
  await faulty.settled();
  assert.equal(await sane.get('a'), undefined);
  await faulty.close();
  never.resolve();
  await faulty.settled();
});
