import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mongoForTests, NotOwnError } from '../index.ts';
import { testServersConfig } from '../config.ts';
import { until } from '../until.ts';
import { askMongo } from './mongo-probe.ts';

const WITHIN_MS = 30_000;
const own = await mongoForTests({ own: true, throughProxy: true });
const skip = 'missing' in own ? own.missing : false;
const isPrimary = async (address: string) => (await askMongo(address, 'hello')).get('isWritablePrimary') === true;

test('a store of its own can be killed, started again, stopped for a while and cut off', { skip }, async (t) => {
  if ('missing' in own) return;
  t.after(() => own.stop());
  const { node } = own;
  assert.match(own.uri, /w=majority&journal=true/u);
  assert.ok(own.uri.includes(node.address));
  assert.ok(await isPrimary(node.address));

  await node.kill();
  await assert.rejects(isPrimary(node.address), { code: 'no-answer' });
  await node.restart();
  assert.ok(await isPrimary(node.address));

  await node.pause();
  await assert.rejects(isPrimary(node.address), { code: 'no-answer' });
  await node.resume();
  await until(() => isPrimary(node.address), 'the store to answer again', WITHIN_MS);

  node.proxy?.cut();
  await assert.rejects(isPrimary(node.address), { code: 'no-answer' });
  await node.proxy?.restore();
  assert.ok(await isPrimary(node.address));

  const given = await mongoForTests({}, testServersConfig({ TEST_MONGODB_URI: own.uri }));
  assert.ok(!('missing' in given));
  assert.match(given.description, /\d+\.\d+.* at /u);
  await assert.rejects(given.node.kill(), NotOwnError);
  await given.stop();
  assert.ok(await isPrimary(node.address));
});

test('an address that nobody answers is missing with its reason, not replaced by another server', async () => {
  const given = await mongoForTests({}, testServersConfig({ TEST_MONGODB_URI: 'mongodb://127.0.0.1:1/' }));
  assert.match('missing' in given ? given.missing : '', /TEST_MONGODB_URI: 127\.0\.0\.1:1 cannot be reached/u);
});
