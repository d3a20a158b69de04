import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tempFolder, waitFor } from '@onethread/testkit';
import { tokenOf } from './companies.ts';
import { onethreadCommand } from './onethread-command.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

const EXAMPLE = join(import.meta.dirname, '../../../docs/examples/settings.yaml');
const WITHIN_MS = 30_000;

let world: World;
let folder: Awaited<ReturnType<typeof tempFolder>>;
before(async () => {
  folder = await tempFolder('onethread-settings-');
  world = await openWorld();
  await world.start();
  await world.putAgent('agent-0');
});
after(async () => {
  await world.close();
  await folder.remove();
});

async function onethread(...words: readonly string[]) {
  const env = { ONETHREAD_ADMIN_TOKEN: await tokenOf('admin', 'operator')(), PATH: process.env['PATH'] ?? '' };
  return await onethreadCommand(['--address', world.onethread.grpcAddress, ...words], { env });
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, text);
  return path;
}

/** In which queue the conversation of this phone is, once there is one. */
async function queueOf(phone: string): Promise<string | undefined> {
  const customerId = customerOf('sms', SECRETS.number, phone);
  const { conversations } = await world.history.listConversations({});
  return conversations.find((conversation) => conversation.customerId === customerId)?.queueId;
}

test('the example of the documentation is put in force by its file, and conversations go by its rules', async () => {
  const checked = await onethread('apply', EXAMPLE, '--check');
  assert.equal(checked.exitCode, 0, checked.errors);
  assert.match(checked.output, /^\+ queues\[billing\]: /mu);
  assert.match((await onethread('settings', 'show')).output, /^Version 0, as they are at first/u);

  const applied = await onethread('apply', EXAMPLE, '--note', 'As the manual says');
  assert.equal(applied.exitCode, 0, applied.errors);
  assert.match(applied.output, /^Version 1 is in force\./u);
  assert.doesNotMatch(applied.errors, /^(error|warning):/mu, 'nothing is wrong with the example');

  for (const [phone, text, queue] of [
    ['+447700900201', 'Where is my parcel?', 'support'],
    ['+447700900202', 'I want my MONEY back!', 'billing'],
  ] as const) {
    await world.twilio.phones.sendText(phone, text).acknowledged;
    await waitFor(async () => (await queueOf(phone)) === queue, {
      describe: `${text} in ${queue}`,
      withinMs: WITHIN_MS,
    });
  }
});

test('the same again, and what is shown of it, change nothing', async () => {
  const again = await onethread('apply', EXAMPLE);
  assert.equal(again.exitCode, 0, again.errors);
  assert.match(again.output, /^Nothing to change: version 1/u);
  const shown = await onethread('settings', 'show', '--yaml');
  const printed = await onethread('apply', await file('shown.yaml', shown.output));
  assert.equal(printed.exitCode, 0, printed.errors);
  assert.match(printed.output, /^Nothing to change: version 1/u);
});

test('what is wrong is refused with the place and the reason, and nothing is changed', async () => {
  const bad = await onethread('apply', await file('bad.yaml', 'queues:\n  - id: all\n    name: All\n    wait: 3\n'));
  assert.equal(bad.exitCode, 2);
  assert.match(bad.errors, /bad\.yaml:4:5: queues\[0\]\.wait: there is no such field/u);
  assert.match(bad.errors, /defaultQueue/u);

  const text = 'queues:\n  - { id: all, name: All, teams: [sales] }\ndefaultQueue: al\n';
  const refused = await onethread('--json', 'apply', await file('refused.yaml', text));
  assert.equal(refused.exitCode, 1);
  const { problems } = JSON.parse(refused.output) as { problems: { severity: string; code: string; path: string }[] };
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'ERROR').map(({ code, path }) => `${code} ${path}`),
    ['unknown-queue defaultQueue', 'unknown-team queues[all].teams'],
  );
  assert.match((await onethread('settings', 'show')).output, /^Version 1, by operator/u);
});

test('an agent is given skills and teams by command, as far as there are any', async () => {
  const added = await onethread(
    'agent',
    'add',
    'cleo@example.org',
    'Cleo',
    '--teams',
    'billing',
    '--skills',
    'refunds:2',
  );
  assert.equal(added.exitCode, 0, added.errors);
  assert.match(added.output, /^Added Cleo/u);
  const [set, unknown] = await Promise.all([
    onethread('agent', 'set', 'cleo@example.org', '--capacity', '4'),
    onethread('agent', 'set', 'ben@example.org', '--skills', 'klingon'),
  ]);
  assert.equal(set.output.trim(), '~ agents[cleo@example.org].capacity: 10 → 4');
  assert.equal(unknown.exitCode, 1);
  assert.match(unknown.errors, /refused: agents\[ben@example\.org\]\.skills: There is no skill klingon/u);
  assert.match((await onethread('agent', 'list')).output, /Cleo .* 0\/4 +billing +refunds:2$/mu);
});

test('the history tells who changed what, and why', async () => {
  const { output } = await onethread('settings', 'history');
  assert.match(output, /operator {2}version 1 {2}“As the manual says”\n/u);
  assert.match(output, /- queues\[default\]: /u);
  assert.match(output, /\+ agents\[anna@example\.org\]: /u);
});
