import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { FIRST_SETTINGS, recordedInputSchema, type RecordedInput } from '@onethread/contracts';
import { createAssignmentClient, settingsFromProto, createSettingsClient } from '@onethread/rpc';
import { replayRecording } from '@onethread/routing';
import { seeded, tempFolder, waitFor } from '@onethread/testkit';
import { AutomaticAgent } from './automatic-agent.ts';
import { tokenOf } from './companies.ts';
import { onethreadCommand } from './onethread-command.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

const WITHIN_MS = 60_000;
const CUSTOMERS = 24;
const SETTINGS = `
skills: [{ id: english, name: English }]
queues:
  - { id: parcels, name: Parcels, skills: [{ skill: english, level: 2 }], relax: [{ afterSeconds: 1, skills: [] }] }
  - { id: rest, name: The rest, targets: { firstResponseMinutes: 1 } }
rules:
  - { id: parcels, name: Parcels, when: { text: [parcel] }, queue: parcels }
defaultQueue: rest
`;

let world: World;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let secret: string;
const agents: AutomaticAgent[] = [];
before(async () => {
  folder = await tempFolder('onethread-simulate-');
  world = await openWorld();
  await world.start();
  secret = `Where is my parcel of ${crypto.randomUUID()}?`;
  await liveThroughIt();
});
after(async () => {
  for (const agent of agents) agent.stop();
  await world.close();
  await folder.remove();
});

/** Customers write, agents work; other settings come into force in between, and another process takes over. */
async function liveThroughIt(): Promise<void> {
  for (const [index, capacity] of [2, 3, 2].entries()) {
    await world.putAgent(`agent-${index}`, capacity);
    const agent = new AutomaticAgent({
      address: world.onethread.grpcAddress,
      agentId: `agent-${index}`,
      random: seeded(index),
      answers: () => true,
      resolves: 0.8,
      quietMs: 500,
    });
    agents.push(agent);
    agent.start();
  }
  await write(0, CUSTOMERS / 3);
  const path = join(folder.path, 'settings.yaml');
  await writeFile(path, SETTINGS);
  assert.equal((await onethread('apply', path)).exitCode, 0);
  await write(CUSTOMERS / 3, (2 * CUSTOMERS) / 3);
  await allDone((2 * CUSTOMERS) / 3);
  await world.onethread.stop();
  await world.start();
  await write((2 * CUSTOMERS) / 3, CUSTOMERS);
  await allDone(CUSTOMERS);
}

const phone = (index: number): string => `+4477009${String(70_000 + index)}`;

async function write(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    const words = index % 3 === 0 ? secret : `Hello, this is ${index}.`;
    await world.twilio.phones.sendText(phone(index), words).acknowledged;
  }
}

async function allDone(customers: number): Promise<void> {
  await waitFor(
    async () => {
      const { conversations } = await world.history.listConversations({ state: 'RESOLVED', pageSize: 100 });
      return conversations.length >= customers;
    },
    { describe: `${customers} conversations to be resolved`, withinMs: WITHIN_MS },
  );
}

async function onethread(...words: readonly string[]) {
  const env = { ONETHREAD_ADMIN_TOKEN: await tokenOf('admin', 'operator')(), PATH: process.env['PATH'] ?? '' };
  return await onethreadCommand(['--address', world.onethread.grpcAddress, ...words], { env });
}

async function exported(token = tokenOf('admin', 'operator')): Promise<readonly RecordedInput[]> {
  const client = createAssignmentClient({ address: world.onethread.grpcAddress, token });
  try {
    const inputs: RecordedInput[] = [];
    for await (const { lines } of client.exportRecording({ fromMs: 1, toMs: 0, pool: 'main' })) {
      for (const line of lines.trimEnd().split('\n')) inputs.push(recordedInputSchema.parse(JSON.parse(line)));
    }
    return inputs;
  } finally {
    client.close();
  }
}

/** Once all that happened is written, which takes a second at most. */
async function wholeRecording(): Promise<readonly RecordedInput[]> {
  return await waitFor(
    async () => {
      const inputs = await exported();
      const released = new Set(inputs.flatMap((input) => (input.type === 'released' ? [input.conversationId] : [])));
      return released.size === CUSTOMERS ? inputs : undefined;
    },
    { describe: 'the recording of all conversations', withinMs: WITHIN_MS },
  );
}

describe('a recording of the running system', () => {
  test('replays to the same decisions, over other settings and another owner', async () => {
    const inputs = await wholeRecording();
    const settings = createSettingsClient({
      address: world.onethread.grpcAddress,
      token: tokenOf('admin', 'operator'),
    });
    const applied = await settings.getSettings({ version: 1 });
    settings.close();
    assert.ok(applied.settings);
    const versions = new Map([[1, settingsFromProto(applied.settings)]]);
    const replay = await replayRecording(inputs, (version) => ({
      version,
      ...(versions.get(version) ?? FIRST_SETTINGS),
    }));
    assert.equal(replay.firstDifference, undefined, JSON.stringify(replay.firstDifference));
    const decided = inputs.filter(({ type }) => type === 'decided').length;
    assert.equal(replay.decisions, decided);
    assert.ok(decided >= CUSTOMERS);
    assert.ok(replay.starts >= 2, 'another process took over');
    const spoken = new Set(inputs.flatMap((input) => (input.type === 'settings' ? [input.version] : [])));
    assert.deepEqual([...spoken], [0, 1]);
  });

  test('holds no text, address or name', async () => {
    const text = JSON.stringify(await wholeRecording());
    for (const word of [secret, 'parcel of', '+4477', '@localhost', 'Agent 0', 'Hello']) {
      assert.equal(text.includes(word), false, word);
    }
    assert.equal(text.includes(customerOf('sms', SECRETS.number, phone(0))), false, 'nor a customer’s id');
  });

  test('is for operators alone', async () => {
    await assert.rejects(exported(tokenOf('agent', 'agent-0')), /PERMISSION_DENIED|forbidden|is for admin/u);
  });
});

test('the command tells what would have been, in text, as JSON and as a page with plots', async () => {
  await wholeRecording();
  const asked = join(folder.path, 'asked.yaml');
  const page = join(folder.path, 'report.html');
  const staff =
    'agents:\n  - { email: dora@example.org, name: <Dora>, capacity: 5, skills: [{ skill: english, level: 5 }] }\n';
  await writeFile(asked, `${SETTINGS}${staff}`);
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const shown = await onethread('simulate', '--from', from, '--settings', asked, '--html', page);
  assert.equal(shown.exitCode, 0, shown.errors);
  assert.match(shown.output, /recorded decisions were made again: all came out the same/u);
  assert.match(shown.output, /<Dora> \(new\)/u);

  const html = await readFile(page, 'utf8');
  assert.match(html, /<svg/u);
  assert.doesNotMatch(html, /<script|<Dora>|https?:\/\/(?!www\.w3\.org)/u);
  assert.match(html, /&lt;Dora&gt;/u);

  const first = await onethread(
    '--json',
    'simulate',
    '--from',
    from,
    '--to',
    from.slice(0, 4) + '-12-31',
    '--settings',
    asked,
  );
  const result = JSON.parse(first.output) as {
    recorded: { total: { given: number } };
    asItWas: { total: { given: number } };
  };
  assert.equal(result.recorded.total.given, CUSTOMERS);
  assert.equal(result.asItWas.total.given, CUSTOMERS);
});

test('a question that cannot be asked is refused in plain words', async () => {
  const bad = join(folder.path, 'bad.yaml');
  await writeFile(bad, 'queues: [{ id: all, name: All, teams: [nobody] }]\ndefaultQueue: all\n');
  for (const [words, refusal] of [
    [['--from', '2026-11-16', '--settings', bad], /would be refused[^]*unknown-team|nobody/u],
    [['--from', 'monday', '--settings', bad], /--from is a time such as/u],
    [['--from', '2026-11-17', '--to', '2026-11-15', '--settings', bad], /--from is before --to/u],
    [['--from', '2026-11-16', '--settings', join(folder.path, 'none.yaml')], /cannot be read/u],
  ] as const) {
    const refused = await onethread('simulate', ...words);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.errors, refusal);
  }
});
