import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredDocument } from '@onethread/documents';
import { createLogger, createRegistry, type HealthCheck } from '@onethread/runtime';
import { tempFolder } from '@onethread/testkit';
import { openEngines, type Engines } from './index.ts';

const logger = createLogger({ service: 'test', level: 'silent' });
const SQLITE = { log: { backend: 'sqlite' }, store: { backend: 'sqlite' } } as const;

async function withEngines(run: (engines: Engines, faults: () => Promise<readonly string[]>) => Promise<void>) {
  const folder = await tempFolder('onethread-engines-');
  const checks: HealthCheck[] = [];
  const engines = openEngines({
    logger,
    metrics: createRegistry(),
    addHealthCheck: (check) => void checks.push(check),
    addLivenessCheck: () => {},
    onFatal: () => {},
    choice: SQLITE,
    dataFolder: folder.path,
    signal: new AbortController().signal,
  });
  const faults = async (): Promise<readonly string[]> => {
    const found = await Promise.all(checks.map(async (one) => `${one.name}: ${(await one.check()) ?? 'well'}`));
    return found.toSorted();
  };
  try {
    await run(engines, faults);
  } finally {
    await engines.stop();
    await folder.remove();
  }
}

test('an engine is opened when it is asked for, once, and is checked from then on', () =>
  withEngines(async (engines, faults) => {
    assert.deepEqual(await faults(), []);
    assert.equal(await engines.log(), await engines.log());
    assert.equal(await engines.documents('history'), await engines.documents('history'));
    assert.deepEqual(await faults(), ['history: well', 'log: well']);
    await (await engines.documents('history')).close();
    const [history, log] = await faults();
    assert.match(history ?? '', /^history: history does not answer: /);
    assert.equal(log, 'log: well');
  }));

test('small databases of one file do not see each other, and closing one leaves the others open', () =>
  withEngines(async (engines, faults) => {
    const [desk, sms] = [await engines.documents('desk'), await engines.documents('channel-sms')];
    const logins = { name: 'logins' };
    await (await desk.collection<StoredDocument>(logins)).insert({ _id: 'a' });
    assert.equal(await (await sms.collection<StoredDocument>(logins)).get('a'), undefined);
    await sms.close();
    assert.equal((await (await desk.collection<StoredDocument>(logins)).get('a'))?._id, 'a');
    assert.deepEqual(await faults(), ['services: well']);
  }));

test('attachments are kept below the same folder', () =>
  withEngines(async (engines) => {
    const blobs = await engines.blobs();
    const options = { maxBytes: 10, contentType: 'text/plain' };
    await blobs.put('a', Buffer.from('word'), options);
    assert.equal((await blobs.info('a'))?.size, 4);
  }));
