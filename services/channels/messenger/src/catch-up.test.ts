import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { outboundMessage, textPart, waitFor, type GraphSimulatorOptions } from '@onethread/testkit';
import { messengerChannel } from './index.ts';
import { eagerChannel } from './testing/eager.ts';
import { PAGE, PSID, setStage } from './testing/harness.ts';

async function play(t: TestContext, options: Partial<GraphSimulatorOptions> = {}) {
  const { graph, stage, settings, messages, calls } = await setStage(t, options);
  const looks = () => calls.filter((path) => /\/(conversations|t_\w+\/messages)$/.test(path));
  const texts = async () =>
    (await messages()).map(({ author, parts: [part] }) => [author, part?.kind === 'text' ? part.text : part?.kind]);
  /** Runs another life until it knows where it stands; tells whether it took the right to pull. */
  async function takesTheRight(): Promise<boolean> {
    const storeCalls: string[] = [];
    stage.storeFaults.after = ({ collection, method }) =>
      void (collection === 'high_water_marks' && storeCalls.push(method));
    const life = await stage.run(eagerChannel, settings);
    await waitFor(() => storeCalls.includes('get'), { describe: 'the high-water mark to be read' });
    await life.service.stop();
    return storeCalls.includes('replace');
  }
  /** One life hears one message, so that there is a mark. */
  async function hearOf(psid: string): Promise<void> {
    const life = await stage.run(messengerChannel, settings);
    await graph.customers.sendText(psid, 'before').acknowledged;
    await life.service.stop();
  }
  const heard = async () => [...new Set((await texts()).map(([, text]) => text))];
  return { graph, stage, settings, calls, heard, hearOf, messages, texts, takesTheRight, looks };
}

test('what no webhook brought while we were away is pulled, under the ids that webhooks give', async (t) => {
  const { graph, stage, settings, messages, heard, texts } = await play(t);
  const before = await stage.run(messengerChannel, settings);
  const { acknowledged } = graph.customers.sendText(PSID, 'before');
  await acknowledged;
  const identity = before.host.identity(PAGE, PSID);
  await stage.reply(outboundMessage({ entryId: 'r_ours', identity, parts: [textPart('our answer')] }));
  await waitFor(async () => (await stage.statuses('r_ours')).some(({ status }) => status === 'sent'), {
    describe: 'our answer to be sent',
  });
  await before.service.stop();
  for (const psid of [PSID, '777', '778']) graph.customers.writeUnheard(psid, `unheard of ${psid}`);
  graph.customers.writeUnheard(PSID, 'and more');

  await stage.run(eagerChannel, settings);
  await waitFor(async () => (await heard()).length >= 5, { describe: 'the gap to be pulled' });
  const ids = new Map(
    (await messages()).map(({ entryId, parts: [part] }) => [entryId, part?.kind === 'text' ? part.text : '']),
  );
  assert.deepEqual(
    [...ids.values()].toSorted(),
    ['and more', 'before', 'unheard of 5550001112223334', 'unheard of 777', 'unheard of 778'].toSorted(),
  );
  assert.ok(
    (await texts()).every(([author]) => author === 'customer'),
    'our own answer is no colleague’s message',
  );
});

test('one replica pulls, and only once in a while', async (t) => {
  const { graph, stage, settings, takesTheRight, looks } = await play(t);
  const first = await stage.run(messengerChannel, settings);
  await graph.customers.sendText(PSID, 'hello').acknowledged;
  await first.service.stop();
  const second = await stage.run(eagerChannel, settings);
  await waitFor(() => looks().length > 0, { describe: 'a look at the conversations' });
  await second.service.stop();
  assert.equal(await takesTheRight(), false);
  assert.equal(looks().length, 1);
});

test('a Page of which nothing was ever heard is not searched', async (t) => {
  const { takesTheRight, looks } = await play(t);
  assert.equal(await takesTheRight(), false);
  assert.equal(looks().length, 0);
});

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `unheard ${at}`);

test('a gap of one person that no single look shows is filled whole and in order', async (t) => {
  const { graph, stage, settings, heard, hearOf, looks } = await play(t);
  await hearOf(PSID);
  const unheard = numbered(230);
  for (const text of unheard) graph.customers.writeUnheard(PSID, text);
  await stage.run(eagerChannel, settings);
  await waitFor(async () => (await heard()).length > unheard.length, { describe: 'the gap to be filled' });
  assert.deepEqual(await heard(), ['before', ...unheard]);
  assert.deepEqual(
    looks().map((path) => path.split('/').at(-1)),
    ['conversations', 'messages', 'messages'],
  );
});

test('what the webhook brings after an outage does not hide the gap before it', async (t) => {
  let time = Date.now() - 3 * 3600_000;
  const { graph, stage, settings, heard, hearOf } = await play(t, { now: () => time });
  await hearOf(PSID);
  time += 3600_000;
  graph.customers.writeUnheard('777', 'of the outage');
  time += 3600_000;
  const life = await stage.run(messengerChannel, settings);
  await graph.customers.sendText(PSID, 'after the outage').acknowledged;
  await life.service.stop();
  await stage.run(eagerChannel, settings);
  await waitFor(async () => (await heard()).includes('of the outage'), { describe: 'the gap to be filled' });
});

test('a pull that is broken off goes on where it stopped, and ends with nothing left out', async (t) => {
  let time = Date.now() - 3 * 3600_000;
  let isRefused = false;
  const { graph, stage, settings, heard, hearOf, looks, calls } = await play(t, {
    now: () => time,
    // Too many calls, in the middle of the third conversation.
    onEvent(event) {
      if (!isRefused && event.kind === 'call' && event.path.endsWith('t_701/messages') && event.status === 200) {
        isRefused = true;
        graph.faults.always({ kind: 'error', row: 'rate-calls' });
      }
    },
  });
  await hearOf(PSID);
  const people = ['700', '701', '702', '703'];
  for (const person of people) {
    time += 60_000;
    for (const text of numbered(160)) graph.customers.writeUnheard(person, `${text} of ${person}`);
  }
  const first = await stage.run(eagerChannel, settings);
  await waitFor(() => isRefused && looks().at(-1)?.endsWith('conversations'), {
    describe: 'the pull to break off',
  });
  await first.service.stop();
  assert.equal((await heard()).length, 1 + 2 * 160, 'whoever is half read is not handed over');
  graph.faults.clear();
  calls.length = 0;
  await stage.run(eagerChannel, settings);
  await waitFor(async () => (await heard()).length === 1 + 4 * 160, { describe: 'all to be pulled' });
  assert.ok(!looks().some((path) => path.endsWith('t_703/messages')), 'what is done is not read again');
  for (const person of people) {
    const theirs = (await heard()).filter((text) => text?.endsWith(`of ${person}`));
    assert.deepEqual(
      theirs,
      numbered(160).map((text) => `${text} of ${person}`),
    );
  }
});

test('whoever writes during a look, and so moves past it, is still looked through', async (t) => {
  let time = Date.now() - 3 * 3600_000;
  let hasWritten = false;
  const { graph, stage, settings, heard, hearOf } = await play(t, {
    now: () => time,
    onEvent(event) {
      if (hasWritten || event.kind !== 'call' || !event.path.endsWith('/conversations')) return;
      hasWritten = true;
      time = Date.now();
      void graph.customers.sendText('900', 'by the webhook').acknowledged;
    },
  });
  await hearOf(PSID);
  // The first of them stands on the second page, until they write again.
  for (let at = 0; at < 30; at += 1) graph.customers.writeUnheard(String(900 + at), `unheard of ${900 + at}`);
  await stage.run(eagerChannel, settings);
  await waitFor(async () => (await heard()).length >= 32, { describe: 'all to be heard' });
  const texts = await heard();
  for (let at = 0; at < 30; at += 1) assert.ok(texts.includes(`unheard of ${900 + at}`), `unheard of ${900 + at}`);
});

test('a conversation that Meta does not show does not keep others from being pulled, and its thread tells of it', async (t) => {
  const { graph, stage, settings, heard, hearOf, messages } = await play(t, {
    onEvent(event) {
      if (event.kind === 'call' && event.path.endsWith('/conversations')) {
        graph.faults.clear();
        graph.faults.next({ kind: 'error', row: 'server-fault' });
      }
    },
  });
  await hearOf(PSID);
  graph.customers.writeUnheard('888', 'behind it');
  for (const text of numbered(60)) graph.customers.writeUnheard('889', text);
  graph.faults.clear();
  await stage.run(eagerChannel, settings);
  await waitFor(async () => (await heard()).includes('behind it'), { describe: 'the others to be pulled' });
  const theirs = (await messages()).filter(({ identity }) => identity.externalId === '889');
  assert.equal(theirs.length, 51);
  assert.equal(theirs[0]?.automatic, true);
  assert.deepEqual(
    theirs[0]?.parts.map(({ kind }) => kind),
    ['card'],
  );
  assert.match(await stage.metrics.metrics(), /refused_total\{[^}]*gap-not-whole[^}]*\} 1/);
});
