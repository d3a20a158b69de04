import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutcomeUnknownError, StoreUnavailableError } from '../errors.ts';
import { faultyDocumentStore } from '../faulty-document-store.ts';
import type { Collection } from '../document-store.ts';
import type { StoreFaults } from '../faulty-document-store.ts';
import type { StoreUnderTest, Thing } from './store-under-test.ts';

export function lostAnswerContract(subject: StoreUnderTest): void {
  const faulty = async (
    faults: StoreFaults,
  ): Promise<{ things: Collection<Thing>; sane: Collection<Thing>; settled: () => Promise<void> }> => {
    const definition = { name: subject.newName(), indexes: { by_key: { fields: ['key'], unique: true } } };
    const store = faultyDocumentStore(subject.store, faults);
    return {
      things: await store.collection<Thing>(definition),
      sane: await subject.store.collection<Thing>(definition),
      settled: () => store.settled(),
    };
  };

  void test('a write whose answer was lost is found by reading, and trying again says that it is there', async () => {
    let losing = true;
    const { things } = await faulty({ after: ({ isWrite }) => (losing && isWrite ? 'lose' : 'answer') });
    await assert.rejects(things.insert({ _id: 'a', key: 1 }), OutcomeUnknownError);
    assert.deepEqual(await things.get('a'), { _id: 'a', key: 1, rev: 1 });
    await assert.rejects(things.replace({ _id: 'a', key: 2, rev: 1 }), OutcomeUnknownError);
    await assert.rejects(things.insertMany([{ _id: 'b' }, { _id: 'c' }]), OutcomeUnknownError);
    losing = false;
    assert.deepEqual(await things.insert({ _id: 'a', key: 1 }), { outcome: 'exists', index: '_id' });
    assert.deepEqual(await things.replace({ _id: 'a', key: 2, rev: 1 }), { outcome: 'conflict' });
    assert.deepEqual(await things.insertMany([{ _id: 'b' }, { _id: 'c' }]), { inserted: 0, clash: { index: '_id' } });
    losing = true;
    await assert.rejects(things.remove('a', 2), OutcomeUnknownError);
    losing = false;
    assert.equal(await things.remove('a', 2), 'absent');
  });

  void test('a write that was refused, or lost on its way, has done nothing', async () => {
    const fates = ['refuse', 'lose'] as const;
    const errors = { refuse: StoreUnavailableError, lose: OutcomeUnknownError };
    for (const fate of fates) {
      const { things, sane } = await faulty({ before: ({ isWrite }) => (isWrite ? fate : 'pass') });
      await sane.insert({ _id: 'a' });
      await assert.rejects(things.insert({ _id: 'b' }), errors[fate]);
      await assert.rejects(things.replace({ _id: 'a', rev: 1, text: 'x' }), errors[fate]);
      await assert.rejects(things.remove('a'), errors[fate]);
      assert.deepEqual(await things.getMany(['a', 'b']), [{ _id: 'a', rev: 1 }]);
    }
  });

  void test('a late replace cannot undo what was written since', async () => {
    const late = Promise.withResolvers<void>();
    let holding = true;
    const { things, settled } = await faulty({
      before: ({ method }) => (holding && method === 'replace' ? { later: late.promise } : 'pass'),
    });
    await things.insert({ _id: 'a', text: 'first' });
    await assert.rejects(things.replace({ _id: 'a', text: 'late', rev: 1 }), OutcomeUnknownError);
    assert.deepEqual(await things.get('a'), { _id: 'a', text: 'first', rev: 1 });
    holding = false;
    assert.equal((await things.replace({ _id: 'a', text: 'second', rev: 1 })).outcome, 'applied');
    late.resolve();
    await settled();
    assert.deepEqual(await things.get('a'), { _id: 'a', text: 'second', rev: 2 });
  });

  void test('a late insert takes its place as it was handed over, if that is still free', async () => {
    const late = Promise.withResolvers<void>();
    const { things, sane, settled } = await faulty({ before: () => ({ later: late.promise }) });
    const list = [1];
    await assert.rejects(things.insert({ _id: 'a', list }), OutcomeUnknownError);
    await assert.rejects(things.insert({ _id: 'b', key: 1 }), OutcomeUnknownError);
    list.push(2);
    await sane.insert({ _id: 'c', key: 1 });
    late.resolve();
    await settled();
    assert.deepEqual(await sane.getMany(['a', 'b']), [{ _id: 'a', list: [1], rev: 1 }]);
  });

  void test('read before trying again: with any answers lost, each step is done exactly once', async () => {
    let calls = 0;
    const fates = ['pass', 'lose', 'refuse', 'pass', 'pass'] as const;
    const { things, sane } = await faulty({
      before: () => fates[(calls += 1) % fates.length],
      after: () => (calls % 3 === 0 ? 'lose' : 'answer'),
    });
    await sane.insert({ _id: 'a', done: [] });
    const insist = async (step: number): Promise<void> => {
      for (let attempt = 0; attempt < 200; attempt += 1) {
        try {
          const document = await things.get('a');
          const done = document?.['done'] as readonly number[];
          if (document === undefined || done.includes(step)) return;
          await things.replace({ ...document, done: [...done, step] });
        } catch (error) {
          assert.ok(error instanceof OutcomeUnknownError || error instanceof StoreUnavailableError);
        }
      }
      assert.fail('the step was never done');
    };
    await Promise.all(Array.from({ length: 8 }, (_, step) => insist(step)));
    const { done, rev } = (await sane.get('a')) ?? assert.fail('the document is gone');
    assert.deepEqual(
      (done as number[]).toSorted((one, other) => one - other),
      [0, 1, 2, 3, 4, 5, 6, 7],
    );
    assert.equal(rev, 9);
  });
}
