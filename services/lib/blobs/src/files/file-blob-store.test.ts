import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdtemp, open, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { blobStoreContract } from '../blob-store.contract.ts';
import { BlobDamagedError, BlobNotFoundError, BlobsUnavailableError } from '../errors.ts';
import { BlobPlaces } from './blob-places.ts';
import { openFileBlobStore } from './open-file-blob-store.ts';

const options = { maxBytes: 1000, contentType: 'text/plain' };
const FAR_FUTURE = 8.64e15;
/** The writer makes fewer steps than this. */
const MAX_STEPS = 200;

blobStoreContract('files', async () => {
  const folder = await newFolder();
  let store = await openFileBlobStore({ folder });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openFileBlobStore({ folder });
      return store;
    },
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

test('a process killed before any of its steps leaves whole blobs, and what the sweep removes', async () => {
  let finished = false;
  for (let step = 1; !finished; step += 2) {
    assert.ok(step < MAX_STEPS);
    const pair = await Promise.all([checkKilledBefore(step), checkKilledBefore(step + 1)]);
    finished = pair.includes('finished');
  }
});

async function checkKilledBefore(step: number): Promise<'killed' | 'finished'> {
  const folder = await newFolder();
  const { told, killed } = await crash(folder, step);
  const store = await openFileBlobStore({ folder });
  const last = told.at(-1) ?? 'nothing';
  const content = { a: await contentOf(store, 'a'), b: await contentOf(store, 'b') };
  const shown = `killed before step ${step}, after ${last}: ${JSON.stringify(content)}`;

  if (told.includes('put b')) assert.equal(content.b, 'content of b', shown);
  if (told.includes('put a') && !told.includes('put b again')) assert.equal(content.a, 'content of a', shown);
  if (last === 'put a anew') assert.equal(content.a, 'content of a, anew', shown);
  if (last === 'delete a') assert.notEqual(content.a, 'content of a', shown);
  const claimed = (await store.info('a'))?.claimed === true;
  if (told.includes('claim a') && !told.includes('put b again')) assert.ok(claimed, shown);

  await store.sweep(FAR_FUTURE);
  assert.equal(await contentOf(store, 'a'), claimed ? content.a : undefined, shown);
  assert.equal(await contentOf(store, 'b'), undefined, shown);
  assert.equal((await filesIn(folder)).length, claimed ? 2 : 0, shown);
  // And the same ids can be written as if nothing had been.
  await store.put('b', Buffer.from('other'), options);
  assert.equal(await contentOf(store, 'b'), 'other');
  await store.close();
  await rm(folder, { recursive: true });
  return killed ? 'killed' : 'finished';
}

test('bytes that changed on the disk end the stream with an error', async () => {
  await withStore(async (store, folder) => {
    const file = new BlobPlaces(folder).of('a').content;
    await store.put('a', Buffer.from('0123456789'), options);
    await writeFile(file, '01234x6789');
    await assert.rejects(buffer(await store.open('a')), BlobDamagedError);
    await writeFile(file, '0123456789');
    await appendFile(file, 'more');
    await assert.rejects(buffer(await store.open('a')), BlobDamagedError);
    await truncate(file, 5);
    await assert.rejects(buffer(await store.open('a')), BlobDamagedError);
    await assert.rejects(buffer(await store.open('a', { start: 2, end: 7 })), BlobDamagedError);
    assert.equal(String(await buffer(await store.open('a', { start: 2, end: 4 }))), '234');
  });
});

test('a record that cannot be read is told apart from a blob that is not there', async () => {
  await withStore(async (store, folder) => {
    await store.put('a', Buffer.from('a'), options);
    await writeFile(new BlobPlaces(folder).of('a').pending, '{"size":');
    await assert.rejects(store.info('a'), BlobDamagedError);
    await assert.rejects(store.open('a'), BlobDamagedError);
    assert.equal(await store.sweep(0), 1);
    await assert.rejects(store.open('a'), BlobNotFoundError);
  });
});

test('a repeated put renews the time after which the sweep takes a pending blob', async () => {
  let now = 1000;
  await withStore(
    async (store) => {
      await store.put('a', Buffer.from('a'), options);
      now = 2000;
      assert.equal((await store.put('a', Buffer.from('a'), options)).createdAt, 1000);
      assert.equal(await store.sweep(2000), 0);
      assert.equal(await store.sweep(2001), 1);
    },
    () => now,
  );
});

test('a claimed blob whose file was lost is whole again after a repeated put', async () => {
  await withStore(async (store, folder) => {
    await store.put('a', Buffer.from('a'), options);
    await store.claim(['a']);
    await rm(new BlobPlaces(folder).of('a').content);
    assert.equal(await store.info('a'), undefined);
    assert.equal((await store.put('a', Buffer.from('a'), options)).claimed, true);
    assert.equal(await contentOf(store, 'a'), 'a');
  });
});

test('neither names nor ids show in paths, and files belong to their user alone', async () => {
  await withStore(async (store, folder) => {
    await store.put('item-of-anna', Buffer.from('a'), { ...options, name: 'anna.png' });
    for (const file of await filesIn(folder)) {
      assert.doesNotMatch(file.slice(folder.length), /anna/);
      assert.equal((await stat(file)).mode & 0o077, 0);
    }
  });
});

test('a folder that cannot be written is reported as unavailable', async (context) => {
  const folder = await newFolder();
  try {
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(openFileBlobStore({ folder: join(folder, 'file', 'below') }), BlobsUnavailableError);
    await rm(join(folder, 'file'));
    const store = await openFileBlobStore({ folder });
    if (process.getuid?.() === 0) {
      context.diagnostic('root may write anywhere: the folder is taken away instead');
      await rm(join(folder, 'incoming'), { recursive: true });
    } else {
      await chmod(join(folder, 'incoming'), 0o500);
    }
    await assert.rejects(store.put('a', Buffer.from('a'), options), BlobsUnavailableError);
    await store.close();
  } finally {
    await chmod(join(folder, 'incoming'), 0o700).catch(() => undefined);
    await rm(folder, { recursive: true });
  }
});

test('a full disk is reported as unavailable, leaves nothing, and is forgotten when there is room again', async (context) => {
  await withStore(async (store, folder) => {
    const handle = await open(folder, 'r');
    const methods = Object.getPrototypeOf(handle) as typeof handle;
    await handle.close();
    const full = context.mock.method(methods, 'writeFile', () =>
      Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' })),
    );
    await assert.rejects(store.put('a', Buffer.from('a'), options), BlobsUnavailableError);
    assert.equal(await store.info('a'), undefined);
    assert.deepEqual(await filesIn(folder), []);
    full.mock.restore();
    await store.put('a', Buffer.from('a'), options);
    assert.equal(await contentOf(store, 'a'), 'a');
  });
});

type Store = Awaited<ReturnType<typeof openFileBlobStore>>;

async function withStore(work: (store: Store, folder: string) => Promise<void>, now?: () => number): Promise<void> {
  const folder = await newFolder();
  const store = await openFileBlobStore({ folder, ...(now === undefined ? {} : { now }) });
  try {
    await work(store, folder);
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

async function crash(folder: string, step: number): Promise<{ told: readonly string[]; killed: boolean }> {
  const writer = fileURLToPath(new URL('./testing/crashing-writer.ts', import.meta.url));
  return await new Promise((resolve, reject) => {
    execFile(process.execPath, [writer, folder, String(step)], (error, output) => {
      if (error !== null && error.signal !== 'SIGKILL') reject(error);
      else resolve({ told: output.split('\n').filter(Boolean), killed: error !== null });
    });
  });
}

async function contentOf(store: Store, id: string): Promise<string | undefined> {
  const stream = await store.open(id).catch((error: unknown) => {
    if (error instanceof BlobNotFoundError) return undefined;
    throw error;
  });
  return stream && String(await buffer(stream));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'onethread-blobs-'));
}
