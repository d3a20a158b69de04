import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tempFolder, waitFor } from '@onethread/testkit';
import { tokenOf } from './companies.ts';
import { onethreadCommand } from './onethread-command.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

const WITHIN_MS = 30_000;
const PHONE = '+447700900123';
const customerId = customerOf('sms', SECRETS.number, PHONE);

let world: World;
before(async () => {
  world = await openWorld();
  await world.start();
  await world.putAgent('agent-0');
});
after(() => world.close());

async function onethread(...words: readonly string[]) {
  const token = await tokenOf('admin', 'operator')();
  const env = { ONETHREAD_ADMIN_TOKEN: token, PATH: process.env['PATH'] ?? '' };
  return await onethreadCommand(['--address', world.onethread.grpcAddress, ...words], { env });
}

const hits = async (query: string) => (await world.history.search({ query })).hits;
const finds = (query: string, count: number) =>
  waitFor(async () => (await hits(query)).length === count, {
    describe: `${count} hits`,
    withinMs: WITHIN_MS,
  });

test('an operator makes the index again, exports a person and erases them, and nothing of them is left after a restart', async () => {
  for (const text of ['Where is my velociraptor?', 'It should have come on Monday.'])
    await world.twilio.phones.sendText(PHONE, text).acknowledged;
  await finds('velociraptor', 1);
  await finds(PHONE, 1);

  const rebuilt = await onethread('--json', 'search', 'rebuild');
  assert.equal(rebuilt.exitCode, 0, rebuilt.errors);
  assert.equal((JSON.parse(rebuilt.output) as { finished: boolean }).finished, true);
  await finds('velociraptor', 1);

  const folder = await tempFolder('onethread-export-');
  const to = join(folder.path, 'export');
  const exported = await onethread('customer', 'export', customerId, '--to', to);
  assert.equal(exported.exitCode, 0, exported.errors);
  assert.deepEqual((await readdir(to)).toSorted(), ['entries.jsonl', 'person.json', 'thread.jsonl']);
  assert.match(await readFile(join(to, 'thread.jsonl'), 'utf8'), /velociraptor/u);
  assert.match(await readFile(join(to, 'person.json'), 'utf8'), /447700900123/u);
  assert.equal((await stat(join(to, 'thread.jsonl'))).mode & 0o077, 0, 'nobody else may read it');
  const twice = await onethread('customer', 'export', customerId, '--to', to);
  assert.equal(twice.exitCode, 1);
  assert.match(twice.errors, /is not empty/u);
  await folder.remove();

  // Each command is a process of its own: those that change nothing run side by side.
  const [preview, ...unconfirmed] = await Promise.all(
    [['--preview'], [], ['--confirm', 'yes']].map((words) => onethread('customer', 'erase', customerId, ...words)),
  );
  assert.match(preview?.output ?? '', /sms.*\+44 7700 900123/u);
  for (const { exitCode, errors } of unconfirmed) {
    assert.equal(exitCode, 1);
    assert.match(errors, /Nothing was changed/u);
  }
  assert.equal((await hits('velociraptor')).length, 1);
  const erased = await onethread('--json', 'customer', 'erase', customerId, '--confirm', customerId);
  assert.equal(erased.exitCode, 0, erased.errors);
  const report = JSON.parse(erased.output) as Record<string, number>;
  assert.deepEqual([report['identities'], report['items']], [1, 2]);
  assert.ok((report['topicsCleanAtMs'] ?? 0) > Date.now());

  const isGone = async (): Promise<void> => {
    assert.deepEqual(await hits('velociraptor'), []);
    assert.deepEqual(await hits(PHONE), []);
    const { items } = await world.history.listItems({ customerId });
    assert.ok(items.length >= 2 && items.every((item) => item.erased || item.event));
    assert.ok(!JSON.stringify(items).includes('velociraptor'));
  };
  await isGone();
  await world.onethread.stop();
  await world.start();
  await isGone();
  const rebuild = await onethread('rebuild');
  assert.equal(rebuild.exitCode, 0, `${rebuild.output}${rebuild.errors}`);
});
