import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FIRST_SETTINGS } from '@onethread/contracts';
import type { AssignmentSettings } from '@onethread/contracts';
import { openTestContext } from '../use-cases/testing/test-context.ts';
import { HistoryMemory } from './history-memory.ts';
import { readSettings, settingsInForce } from './settings-in-force.ts';
import { SETTINGS_FRESH_MS } from './settings-memory.ts';
import { currentVersion, putInForce } from './settings-versions.ts';

async function openReader() {
  const context = await openTestContext();
  let ms = 0;
  const collections = { ...context.collections, memory: new HistoryMemory(undefined, () => ms) };
  /** By another process: this one's memory knows nothing of it. */
  const apply = async (version: number, settings: AssignmentSettings = FIRST_SETTINGS): Promise<void> => {
    const next = { version, settings, by: 'root', at: 0, note: '', changes: [] };
    assert.equal(await putInForce(context.collections, next, await currentVersion(context.collections)), true);
  };
  return {
    reader: { collections },
    apply,
    pass: (step: number) => void (ms += step),
    forget: () => collections.memory.settings.forget(),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

describe('the settings in force', () => {
  it('are those of the beginning until others were applied', async () => {
    await using open = await openReader();
    assert.deepEqual(await settingsInForce(open.reader), { version: 0, settings: FIRST_SETTINGS });
  });

  it('are remembered until others are announced', async () => {
    await using open = await openReader();
    await settingsInForce(open.reader);
    await open.apply(1);
    assert.equal((await settingsInForce(open.reader)).version, 0);
    open.forget();
    assert.equal((await settingsInForce(open.reader)).version, 1);
  });

  it('are read again after a while, for an announcement may be lost', async () => {
    await using open = await openReader();
    await settingsInForce(open.reader);
    await open.apply(1);
    open.pass(SETTINGS_FRESH_MS - 1);
    assert.equal((await settingsInForce(open.reader)).version, 0);
    open.pass(1);
    assert.equal((await settingsInForce(open.reader)).version, 1);
  });

  it('are the same object while they are the same version, and read once for all who ask at once', async () => {
    await using open = await openReader();
    await open.apply(1);
    const [one, two] = await Promise.all([settingsInForce(open.reader), settingsInForce(open.reader)]);
    open.pass(SETTINGS_FRESH_MS);
    assert.ok(one === two && one === (await settingsInForce(open.reader)));
  });

  it('a reading that was under way when others were announced is not kept', async () => {
    await using open = await openReader();
    const early = settingsInForce(open.reader);
    open.forget();
    await open.apply(1);
    await early;
    assert.equal((await settingsInForce(open.reader)).version, 1);
  });

  it('a reading that failed is made again', async () => {
    await using open = await openReader();
    const { collections } = open.reader;
    const broken = { get: () => Promise.reject(new Error('away')) } as unknown as typeof collections.settings;
    await assert.rejects(settingsInForce({ collections: { ...collections, settings: broken } }), /away/u);
    assert.equal((await settingsInForce(open.reader)).version, 0);
  });
});

describe('settings of another release', () => {
  it('what only a newer one knows is left out, wherever it stands', () => {
    const [queue] = FIRST_SETTINGS.queues;
    const newer = { ...FIRST_SETTINGS, moods: [], queues: [{ ...queue, mood: 'good', targets: { mood: 1 } }] };
    const read = readSettings(newer);
    assert.deepEqual(read, { ...FIRST_SETTINGS, queues: [{ ...queue, targets: { warnMinutes: 15 } }] });
    assert.ok('moods' in newer, 'what was stored is not touched');
  });

  it('what an older one did not know has its default', () => {
    assert.deepEqual(
      readSettings({ queues: [{ id: 'default', name: 'Everyone' }], defaultQueue: 'default' }),
      FIRST_SETTINGS,
    );
  });

  it('what is no settings at all is told of', () => {
    assert.throws(() => readSettings({ queues: [] }));
    assert.throws(() => readSettings('none'));
  });
});
