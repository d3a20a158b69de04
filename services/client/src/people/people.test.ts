import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openDeviceStorage } from '../storage/device-storage.ts';
import { createTabLock } from '../storage/tab-lock.ts';
import { MemoryArea } from '../tests/memory-area.ts';
import { createUserSource } from './user-source.ts';
import { createVisitorSource, VISITOR_KEY } from './visitor-source.ts';

const NOW = 1_000_000_000;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (sub: string, validMs = 600_000): string =>
  `${part({ alg: 'HS256' })}.${part({ sub, exp: (NOW + validMs) / 1000 })}.s`;

const device = (now = () => NOW) => ({ now, storage: openDeviceStorage('x', () => new MemoryArea(), undefined) });

describe('a user’s proof', () => {
  test('is asked for once while it is good, and names the person', async () => {
    let asked = 0;
    const source = createUserSource(() => {
      asked += 1;
      return Promise.resolve(token('änna/1'));
    }, device());
    const [one, two] = await Promise.all([source.obtain(), source.obtain()]);
    assert.equal(one, two);
    assert.equal(one?.person, `user.${encodeURIComponent('änna/1')}`);
    assert.equal(one?.expiresAt, NOW + 600_000);
    await source.obtain();
    assert.equal(asked, 1);
  });

  test('is asked for again shortly before its end, and when it was refused', async () => {
    let asked = 0;
    let now = NOW;
    const source = createUserSource(
      () => {
        asked += 1;
        return token('anna');
      },
      device(() => now),
    );
    await source.obtain();
    source.refused('bad-token');
    await source.obtain();
    assert.equal(asked, 2);
    now += 580_000;
    await source.obtain();
    assert.equal(asked, 3);
  });

  test('is not to be had from a backend that fails or answers nonsense, and is asked for again', async () => {
    const answers = [() => Promise.reject(new Error('500')), () => 'nonsense', () => token('anna')];
    const source = createUserSource(() => answers.shift()?.() ?? '', device());
    await assert.rejects(source.obtain());
    await assert.rejects(source.obtain());
    assert.equal((await source.obtain()).person, 'user.anna');
  });
});

function tab(area: MemoryArea, issued: string[]) {
  const storage = openDeviceStorage('x', () => area, undefined);
  const lock = createTabLock('x', undefined);
  const issue = () => {
    const id = `v${issued.length + 1}`;
    issued.push(id);
    return Promise.resolve({ id, secret: 's' });
  };
  return { storage, source: createVisitorSource({ storage, lock, issue }) };
}

describe('a visitor’s proof', () => {
  test('is issued once for the device and kept', async () => {
    const [area, issued]: [MemoryArea, string[]] = [new MemoryArea(), []];
    assert.equal((await tab(area, issued).source.obtain()).person, 'visitor.v1');
    assert.equal((await tab(area, issued).source.obtain()).person, 'visitor.v1');
    assert.deepEqual(issued, ['v1']);
  });

  test('is issued anew only when the server does not know it any more', async () => {
    const [area, issued]: [MemoryArea, string[]] = [new MemoryArea(), []];
    const { source, storage } = tab(area, issued);
    await source.obtain();
    source.refused('bad-token');
    assert.equal((await source.obtain()).person, 'visitor.v1');
    source.refused('bad-visitor');
    assert.equal(storage.get(VISITOR_KEY), undefined);
    assert.equal((await source.obtain()).person, 'visitor.v2');
  });
});
