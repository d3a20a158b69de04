import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { INBOUND_MESSAGES, inboundEntryId } from '@onethread/contracts';
import { openSqliteDocumentStore, type StoredDocument } from '@onethread/documents';
import { openSqliteEventLog } from '@onethread/log';
import { waitFor } from '@onethread/testkit';
import { tokenOf } from './companies.ts';
import { onethreadCommand } from './onethread-command.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

const { number } = SECRETS;
const WITHIN_MS = 30_000;

let world: World;
before(async () => {
  world = await openWorld();
  await world.start();
  await world.putAgent('agent-0', 100);
});
after(() => world.close());

async function onethread(words: readonly string[], input = '') {
  const token = await tokenOf('admin', 'operator')();
  const env = { ONETHREAD_ADMIN_TOKEN: token, PATH: process.env['PATH'] ?? '' };
  return await onethreadCommand(['--address', world.onethread.grpcAddress, ...words], { env, input });
}

async function json<Value>(words: readonly string[], input = ''): Promise<Value> {
  const { output, errors } = await onethread(['--json', ...words], input);
  assert.equal(errors, '');
  return JSON.parse(output) as Value;
}

/** The same folder while nobody runs on it. */
async function whileStopped(act: (folder: string) => Promise<void>): Promise<void> {
  await world.onethread.stop();
  await act(world.onethread.dataFolder);
  await world.start();
}

let people = 0;
const somebody = () => `+4477008${String(10_000 + (people += 1))}`;
const writes = (phone: string, text: string) => world.twilio.phones.sendText(phone, text).acknowledged;

async function thread(customerId: string): Promise<(string | undefined)[]> {
  const { items } = await world.history.listItems({ customerId });
  return items.flatMap(({ message, placeholder }) => {
    if (message) return [message.parts[0]?.text?.text];
    return placeholder ? [['placeholder', placeholder.outcome, placeholder.reason].filter(Boolean).join(' ')] : [];
  });
}

const shows = (customerId: string, expected: readonly string[]) =>
  waitFor(async () => JSON.stringify(await thread(customerId).catch(() => [])) === JSON.stringify(expected), {
    describe: `the thread to be ${expected.join(', ')}`,
    withinMs: WITHIN_MS,
  }).catch(async (error: unknown) => {
    throw new Error(`${(error as Error).message}; it is ${JSON.stringify(await thread(customerId))}`);
  });

interface Letters {
  readonly open: number;
  readonly deadLetters: readonly { readonly deadLetterId: string; readonly key: string; readonly error: string }[];
}

test('a poison record is listed, shown, corrected and replayed, and its placeholder is filled in at its place', async () => {
  const phone = somebody();
  const customerId = customerOf('sms', number, phone);
  await writes(phone, 'First.');
  await shows(customerId, ['First.']);
  const identityId = customerId.slice(2);
  const message = {
    version: 1,
    type: 'message',
    occurredAt: Date.now(),
    entryId: inboundEntryId('sms', number, 'SMpoison'),
    identity: { identityId, channel: 'sms', account: number, externalId: phone },
    profile: {},
    providerMessageId: 'SMpoison',
    author: 'customer',
    parts: [{ kind: 'text', words: 'Second.' }],
  };
  await whileStopped(async (folder) => {
    const log = await openSqliteEventLog({ file: join(folder, 'log.sqlite') });
    const records = [message, 'nonsense'].map((value) => ({
      topic: INBOUND_MESSAGES.name,
      key: identityId,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }));
    await log.publish(records);
    await log.close();
  });
  await writes(phone, 'Third.');
  await shows(customerId, ['First.', 'placeholder', 'placeholder', 'Third.']);

  await waitFor(async () => (await world.admin.listDeadLetters()).open === 2, {
    describe: 'two dead letters',
    withinMs: WITHIN_MS,
  });
  // Each command is a process of its own: those that change nothing run side by side.
  const [listed, asText] = await Promise.all([json<Letters>(['dlq', 'list']), onethread(['dlq', 'list'])]);
  assert.equal(listed.open, 2);
  assert.ok(!JSON.stringify(listed).includes('Second'), 'no content in a list');
  const broken = listed.deadLetters.find(({ error }) => error.includes('parts.0.text'));
  const nonsense = listed.deadLetters.find(({ error }) => error === 'not JSON');
  assert.ok(broken && nonsense);
  assert.match(asText.output, /parts\.0\.text.*\n.*2 open\./su);
  assert.equal(asText.exitCode, 1, 'somebody should look');

  const [shown, { output: value }] = await Promise.all([
    onethread(['dlq', 'show', nonsense.deadLetterId]),
    onethread(['dlq', 'show', '--value', broken.deadLetterId]),
  ]);
  assert.match(shown.output, /dlq-code +not-json.*\nnonsense\n/su);
  assert.deepEqual(JSON.parse(value), message);

  const stillBroken = await onethread(['dlq', 'replay', broken.deadLetterId, '--value-file', '-'], value);
  assert.equal(stillBroken.exitCode, 1);
  assert.match(
    stillBroken.errors,
    /^invalid: the corrected value is not what inbound\.messages\.v1 takes: parts\.0\.text/u,
  );
  const corrected = value.replace('"words"', '"text"');
  const replayed = await onethread(['dlq', 'replay', broken.deadLetterId, '--value-file', '-'], corrected);
  assert.equal(replayed.exitCode, 0, replayed.errors);
  await shows(customerId, ['First.', 'Second.', 'placeholder', 'Third.']);
  assert.match((await onethread(['dlq', 'replay', broken.deadLetterId])).output, /Nothing was done/u);

  const dropped = await onethread(['dlq', 'drop', nonsense.deadLetterId, '--reason', 'a test of somebody']);
  assert.equal(dropped.output, 'Dropped.\n');
  await shows(customerId, ['First.', 'Second.', 'placeholder dropped a test of somebody', 'Third.']);
  const empty = await onethread(['dlq', 'list']);
  assert.deepEqual([empty.exitCode, empty.output], [0, '(none)\n0 open.\n']);
});

test('a reply that waits is listed with its reason, tried and given up', async () => {
  const phone = somebody();
  const customerId = customerOf('sms', number, phone);
  const agent = await world.device('agent-0');
  try {
    await writes(phone, 'Hello.');
    const { conversationId } = await agent.accept(customerId);
    world.twilio.faults.always({ kind: 'error', row: 'unavailable' });
    const answer = (text: string) => agent.reply(conversationId, [{ text: { text } }], text);
    const [first, second] = [await answer('One.'), await answer('Two.')];
    const identityId = customerId.slice(2);
    const waits = async () => {
      const { parked } = await world.admin.listParked({ channel: 'sms' });
      return parked.find((one) => one.identityId === identityId)?.replies ?? 0;
    };
    await waitFor(async () => (await waits()) === 2, { describe: 'two replies to wait', withinMs: WITHIN_MS });
    // The agents see why.
    await waitFor(() => agent.items.get(second)?.reply?.reason?.code === 'waits-its-turn', {
      describe: 'the reason',
      withinMs: WITHIN_MS,
    });
    assert.ok((agent.items.get(first)?.reply?.reason?.text ?? '') !== '');
    type Parked = { readonly parked: readonly { readonly identityId: string; readonly code: string }[] };
    const [listed, asText] = await Promise.all([
      json<Parked>(['parked', 'list', '--channel', 'sms']),
      onethread(['parked', 'list']),
    ]);
    assert.notEqual(listed.parked.find((one) => one.identityId === identityId)?.code ?? '', '');
    assert.match(asText.output, /Waiting: .*sms 1/u);
    const retried = await onethread(['parked', 'retry', identityId]);
    assert.equal(retried.output, 'Asked for 1 customers.\n');

    const words = ['parked', 'drop', identityId, '--reason', 'wrong number'];
    assert.equal((await onethread(words)).exitCode, 0);
    for (const item of [first, second]) {
      const failed = await agent.status(item, 'FAILED');
      assert.deepEqual(
        [failed.reply?.reason?.code, failed.reply?.reason?.text],
        ['dropped-by-operator', 'wrong number'],
      );
    }
    await waitFor(async () => (await waits()) === 0, { describe: 'nothing to wait', withinMs: WITHIN_MS });
    assert.equal((await onethread(words)).exitCode, 1, 'nothing waits for them');
    world.twilio.faults.clear();
    await agent.status(await answer('Three.'), 'DELIVERED');
    const sent = world.twilio.accepted().filter(({ to }) => to === phone);
    assert.deepEqual(
      sent.map(({ body }) => body),
      ['Three.'],
    );
  } finally {
    world.twilio.faults.clear();
    agent.leave();
  }
});

interface LedgerJson {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly checked: number;
    readonly faults: number;
    readonly examples: readonly string[];
  }[];
}

test('verify finds nothing wrong with what kept its promises, and names what a planted fault broke', async () => {
  const phone = somebody();
  const customerId = customerOf('sms', number, phone);
  for (const text of ['One.', 'Two.', 'Three.']) await writes(phone, text);
  await shows(customerId, ['One.', 'Two.', 'Three.']);
  const clean = await onethread(['verify']);
  assert.equal(clean.exitCode, 0, clean.output);
  assert.match(clean.output, /All promises kept/u);
  assert.match(clean.output, /inbound\.messages\.v1: \d+ records/u);

  let lost: string | undefined;
  await whileStopped(async (folder) => {
    const store = await openSqliteDocumentStore({ file: join(folder, 'history.sqlite') });
    const entries = await store.collection<StoredDocument & { readonly entryId: string }>({
      name: 'entries',
      indexes: { by_entry_id: { fields: ['entryId'], unique: true } },
    });
    const entry = await entries.get(`${customerId}#2`);
    lost = entry?.entryId;
    await entries.remove(`${customerId}#2`);
    await store.close();
  });
  assert.ok(lost);
  const { exitCode, output } = await onethread(['verify', '--json']);
  assert.equal(exitCode, 1);
  const ledger = JSON.parse(output) as LedgerJson;
  const broken = ledger.checks.filter(({ faults }) => faults > 0);
  assert.deepEqual(
    broken.map(({ name, examples }) => [name, examples[0]]),
    [
      ['stored-once', `${lost} not stored`],
      ['streams-dense', `${customerId}#2 announced, not stored`],
    ],
  );
});

test('commands say what is wrong in a line, and do nothing', async () => {
  const nobody = await onethreadCommand(['dlq', 'list', '--data-dir', '/nonexistent']);
  assert.equal(nobody.exitCode, 1);
  assert.match(nobody.errors, /^Nothing runs on \/nonexistent/u);
  const refusals = [
    [['dlq', 'list', '--state', 'lost'], /^--state is open, replayed, dropped, all/u],
    [['dlq', 'replay', 'd_none', '--value-file', '/nonexistent'], /cannot be read \(ENOENT\)/u],
    [['parked', 'retry'], /^name identities, or --channel/u],
    [['parked', 'drop', 'x'], /required option '--reason/u],
    [['verify', '--since', 'yesterday'], /^--since is a time/u],
    [['topics', 'plan'], /KAFKA_BROKERS: got nothing/u],
    [['indexes', 'plan'], /MONGODB_URI: got nothing/u],
  ] as const;
  const refuse = async ([words, says]: (typeof refusals)[number]) => {
    const refused = await onethread(words);
    assert.equal(refused.exitCode, 1, words.join(' '));
    assert.match(refused.errors, says);
    assert.doesNotMatch(refused.errors, /\n\s+at /u, 'a stack trace');
  };
  await Promise.all(refusals.map(refuse));
  assert.match((await onethread(['dlq', 'replay', '--help'])).output, /Usage: onethread dlq replay/u);
});
