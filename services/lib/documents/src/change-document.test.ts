import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { changeDocument } from './change-document.ts';
import { ContentionError, StoreUnavailableError, UniqueClashError } from './errors.ts';
import { faultyDocumentStore, type StoreCall, type StoreFaults } from './faulty-document-store.ts';
import { openSqliteDocumentStore } from './sqlite/open-sqlite-document-store.ts';
import type { StoredDocument } from './document-store.ts';

interface Thing extends StoredDocument {
  readonly words: readonly string[];
  readonly key?: string;
}

const definition = { name: 'things', indexes: { by_key: { fields: ['key'], unique: true } } };
const id = 'thing';

async function open(context: TestContext, faults: StoreFaults = {}) {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  const faulty = faultyDocumentStore(store, faults);
  context.after(() => faulty.close());
  return { things: await faulty.collection<Thing>(definition), sane: await store.collection<Thing>(definition) };
}

/** Adds a word once; counts how often it was asked. */
function adding(word: string) {
  const seen: (number | undefined)[] = [];
  const make = (known: Thing | undefined) => {
    seen.push(known?.rev);
    return known?.words.includes(word) ? known : { _id: id, words: [...(known?.words ?? []), word] };
  };
  return { make, seen };
}

/** The fate of the first write, and of none after it. */
function once<Fate>(method: StoreCall['method'], fate: Fate) {
  let isLeft = true;
  return (call: StoreCall): Fate | undefined => {
    if (!isLeft || call.method !== method) return undefined;
    isLeft = false;
    return fate;
  };
}

test('what is not there is made, what is there is changed, and both are told as stored', async (context) => {
  const { things, sane } = await open(context);
  assert.deepEqual(await changeDocument(things, { id, make: adding('one').make }), {
    document: { _id: id, rev: 1, words: ['one'] },
    changed: true,
  });
  const { document } = await changeDocument(things, { id, make: adding('two').make });
  assert.deepEqual(document, { _id: id, rev: 2, words: ['one', 'two'] });
  assert.deepEqual(await sane.get(id), document);
});

test('a make may take its time', async (context) => {
  const { things } = await open(context);
  const { document } = await changeDocument(things, {
    id,
    make: async () => Promise.resolve({ _id: id, words: ['late'] }),
  });
  assert.deepEqual(document?.words, ['late']);
});

test('nothing to do writes nothing', async (context) => {
  const writes: StoreCall[] = [];
  const { things, sane } = await open(context, { before: (call) => void (call.isWrite && writes.push(call)) });
  assert.deepEqual(await changeDocument(things, { id, make: () => undefined }), {
    document: undefined,
    changed: false,
  });
  await sane.insert({ _id: id, words: ['one'] });
  const stored = { _id: id, rev: 1, words: ['one'] };
  for (const make of [adding('one').make, () => undefined]) {
    assert.deepEqual(await changeDocument(things, { id, make }), { document: stored, changed: false });
  }
  assert.deepEqual(writes, []);
});

test('whoever was faster is built upon', async (context) => {
  const { things, sane } = await open(context, {
    before: async ({ method }) => {
      if (method === 'replace' && (await sane.get(id))?.rev === 1) {
        await sane.replace({ _id: id, rev: 1, words: ['one', 'theirs'] });
      }
    },
  });
  await sane.insert({ _id: id, words: ['one'] });
  const { make, seen } = adding('ours');
  assert.deepEqual(await changeDocument(things, { id, make }), {
    document: { _id: id, rev: 3, words: ['one', 'theirs', 'ours'] },
    changed: true,
  });
  assert.deepEqual(seen, [1, 2]);
});

test('of two who make it at once both are in it', async (context) => {
  const { things, sane } = await open(context);
  await Promise.all(['a', 'b', 'c'].map((word) => changeDocument(things, { id, make: adding(word).make })));
  assert.deepEqual((await sane.get(id))?.words.toSorted(), ['a', 'b', 'c']);
});

test('what is believed saves the read, and is corrected where it is wrong', async (context) => {
  const reads: StoreCall[] = [];
  const { things, sane } = await open(context, { before: (call) => void (call.isWrite || reads.push(call)) });
  const { document } = await changeDocument(things, { id, believed: { document: undefined }, make: adding('a').make });
  await changeDocument(things, { id, believed: { document }, make: adding('b').make });
  assert.equal(reads.length, 0);
  for (const believed of [{ document: undefined }, { document }]) {
    const word = believed.document === undefined ? 'c' : 'd';
    await changeDocument(things, { id, believed, make: adding(word).make });
  }
  assert.deepEqual((await sane.get(id))?.words, ['a', 'b', 'c', 'd']);
  assert.equal(reads.length, 2);
});

for (const method of ['insert', 'replace'] as const) {
  test(`a lost answer to ${method} that was done is found as done, and done once`, async (context) => {
    const { things, sane } = await open(context, { after: once(method, 'lose') });
    if (method === 'replace') await sane.insert({ _id: id, words: ['one'] });
    const { make, seen } = adding('ours');
    const { document, changed } = await changeDocument(things, { id, make });
    assert.deepEqual(document, await sane.get(id));
    assert.deepEqual(document?.words, method === 'replace' ? ['one', 'ours'] : ['ours']);
    assert.equal(changed, false);
    assert.equal(seen.length, 2);
  });

  test(`a lost answer to ${method} that was not done is done again`, async (context) => {
    const { things, sane } = await open(context, { before: once(method, 'lose') });
    if (method === 'replace') await sane.insert({ _id: id, words: ['one'] });
    const { document, changed } = await changeDocument(things, { id, make: adding('ours').make });
    assert.deepEqual(document, await sane.get(id));
    assert.ok(document?.words.includes('ours'));
    assert.equal(changed, true);
  });
}

test('what is wanted away is removed, and what is not there is not', async (context) => {
  const { things, sane } = await open(context);
  const removal = { id, make: () => 'removed' as const };
  assert.deepEqual(await changeDocument(things, removal), { document: undefined, changed: false });
  await sane.insert({ _id: id, words: [] });
  assert.deepEqual(await changeDocument(things, removal), { document: undefined, changed: true });
  assert.equal(await sane.get(id), undefined);
});

test('only what make has seen is removed', async (context) => {
  const { things, sane } = await open(context, {
    before: async ({ method }) => {
      if (method === 'remove' && (await sane.get(id))?.rev === 1) {
        await sane.replace({ _id: id, rev: 1, words: ['kept'] });
      }
    },
  });
  await sane.insert({ _id: id, words: [] });
  const { document, changed } = await changeDocument(things, {
    id,
    make: (known) => (known?.words.length === 0 ? 'removed' : known),
  });
  assert.deepEqual([document?.words, changed], [['kept'], false]);
});

test('a removal ends well when its answer is lost or another one removed it', async (context) => {
  for (const faults of [
    { after: once('remove', 'lose') },
    { before: once('remove', 'lose') },
  ] satisfies StoreFaults[]) {
    const { things, sane } = await open(context, faults);
    await sane.insert({ _id: id, words: [] });
    const { document } = await changeDocument(things, { id, make: () => 'removed' });
    assert.deepEqual([document, await sane.get(id)], [undefined, undefined]);
  }
  const { things, sane } = await open(context);
  await sane.insert({ _id: id, words: [] });
  const believed = { document: await sane.get(id) };
  await sane.remove(id);
  assert.deepEqual(await changeDocument(things, { id, believed, make: () => 'removed' }), {
    document: undefined,
    changed: false,
  });
});

test('who always loses is told so after a hundred rounds', async (context) => {
  const { things, sane } = await open(context, {
    before: async ({ method }) => {
      const known = method === 'replace' ? await sane.get(id) : undefined;
      if (known !== undefined) await sane.replace(known);
    },
  });
  await sane.insert({ _id: id, words: [] });
  const { make, seen } = adding('never');
  await assert.rejects(changeDocument(things, { id, make }), ContentionError);
  assert.equal(seen.length, 100);
});

test('a key that another document holds is no contention', async (context) => {
  const { things, sane } = await open(context);
  await sane.insert({ _id: 'other', words: [], key: 'k' });
  const making = changeDocument(things, { id, make: () => ({ _id: id, words: [], key: 'k' }) });
  await assert.rejects(making, UniqueClashError);
  await sane.insert({ _id: id, words: [] });
  const changing = changeDocument(things, { id, make: () => ({ _id: id, words: [], key: 'k' }) });
  await assert.rejects(changing, UniqueClashError);
});

test('what make throws, and a store that refuses, end it at once', async (context) => {
  const { things } = await open(context, { before: once('insert', 'refuse') });
  await assert.rejects(
    changeDocument(things, {
      id,
      make: () => {
        throw new RangeError('no');
      },
    }),
    RangeError,
  );
  await assert.rejects(changeDocument(things, { id, make: adding('one').make }), StoreUnavailableError);
});
