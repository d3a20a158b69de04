import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { ChannelHost } from '@onethread/channel-kit';
import { openSqliteDocumentStore } from '@onethread/documents';
import { createLogger } from '@onethread/runtime';
import { manualClock, waitFor } from '@onethread/testkit';
import type { ArrivedSms } from '../intake/intake.ts';
import { MalformedFormError } from '../intake/malformed-form.ts';
import { PartJoiner, type ArrivedPart } from './part-joiner.ts';

async function play(t: TestContext, waitMs?: number) {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  const clock = manualClock();
  const refused: string[] = [];
  const host = {
    documents,
    now: () => clock.now(),
    logger: createLogger({ service: 'test', level: 'silent' }),
    refused: (reason: string) => void refused.push(reason),
  } as unknown as ChannelHost;
  const told: ArrivedSms[] = [];
  const fault = { isUp: true };
  const take = async (arrived: ArrivedSms): Promise<void> => {
    if (!fault.isUp) throw new Error('the log is down');
    if (arrived.from === 'nobody') throw new MalformedFormError('no address');
    told.push(arrived);
  };
  const joiner = await PartJoiner.open(host, take, waitMs);
  t.after(async () => {
    await joiner.stop();
    await documents.close();
  });
  return { joiner, told, clock, refused, fault, reopen: () => PartJoiner.open(host, take, waitMs) };
}

const part = (n: number, text: string, over: Partial<ArrivedPart> = {}): ArrivedPart => ({
  provider: 'smpp',
  from: '+447700900001',
  to: '+14155550122',
  reference: '8-bit:7',
  total: 3,
  part: n,
  text,
  ...over,
});

test('what has not come in time is told as it is, with a word on what is missing', async (t) => {
  const { joiner, told, clock, refused } = await play(t, 1_000);
  await joiner.add(part(3, 'c'));
  await joiner.add(part(1, 'a'));
  clock.advance(2_000);
  joiner.start();
  await waitFor(() => told.length === 1, { describe: 'the message' });
  assert.equal(told[0]?.text, 'a […] c');
  assert.match(told[0]?.notice ?? '', /Part 2 of 3 has not arrived/);
  assert.deepEqual(refused, ['parts-missing']);
});

test('the last part is not accepted while the message cannot be told, and its repeat tells it under the same id', async (t) => {
  const { joiner, told, fault } = await play(t);
  await joiner.add(part(1, 'a'));
  await joiner.add(part(2, 'b'));
  fault.isUp = false;
  await assert.rejects(joiner.add(part(3, 'c')));
  fault.isUp = true;
  await joiner.add(part(3, 'c'));
  await joiner.add(part(3, 'c'));
  assert.deepEqual(
    told.map(({ text }) => text),
    ['abc'],
  );
});

test('a complete message whose teller died is told by the next life', async (t) => {
  const { joiner, told, fault, clock, reopen } = await play(t);
  await joiner.add(part(1, 'a', { total: 2 }));
  fault.isUp = false;
  await assert.rejects(joiner.add(part(2, 'b', { total: 2 })));
  fault.isUp = true;
  clock.advance(60_000);
  const next = await reopen();
  next.start();
  t.after(() => next.stop());
  await waitFor(() => told.length === 1, { describe: 'the message' });
  assert.equal(told[0]?.text, 'ab');
});

test('a reference that comes round again is another message', async (t) => {
  const { joiner, told } = await play(t);
  for (const [n, text] of [
    [1, 'old '],
    [2, 'words'],
    [1, 'new '],
    [2, 'words, too'],
  ] as const)
    await joiner.add(part(n, text, { total: 2 }));
  assert.deepEqual(
    told.map(({ text }) => text),
    ['old words', 'new words, too'],
  );
  assert.equal(new Set(told.map(({ providerMessageId }) => providerMessageId)).size, 2);
});

test('an unfinished message whose reference comes round again is told as it is', async (t) => {
  const { joiner, told } = await play(t);
  for (const [n, text] of [
    [1, 'lost '],
    [1, 'new '],
    [2, 'words'],
  ] as const)
    await joiner.add(part(n, text, { total: 2 }));
  assert.deepEqual(
    told.map(({ text }) => text),
    ['lost  […] ', 'new words'],
  );
});

test('parts of two senders, totals and kinds of reference never mix', async (t) => {
  const { joiner, told } = await play(t);
  await joiner.add(part(1, 'a', { total: 2 }));
  await joiner.add(part(2, 'x', { total: 2, from: '+447700900002' }));
  await joiner.add(part(2, 'y', { total: 2, reference: '16-bit:7' }));
  await joiner.add(part(2, 'z', { total: 3 }));
  assert.equal(told.length, 0);
});

test('a message that can never be kept does not hold up the others', async (t) => {
  const { joiner, told, clock, refused } = await play(t, 1_000);
  await joiner.add(part(1, 'x', { from: 'nobody' }));
  await joiner.add(part(1, 'a'));
  clock.advance(2_000);
  joiner.start();
  await waitFor(() => told.length === 1, { describe: 'the other message' });
  assert.ok(refused.includes('malformed-form'));
});
