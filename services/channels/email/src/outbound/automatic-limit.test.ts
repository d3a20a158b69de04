import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultyDocumentStore, openSqliteDocumentStore } from '@onethread/documents';
import { outboundMessage } from '@onethread/testkit';
import { copiesOf } from '../testing/copies-stage.ts';
import { openMailStage } from '../testing/mail-stage.ts';
import { AutomaticLimit } from './automatic-limit.ts';

const HOUR = 3_600_000;
const START = 1_800_000_000_000;
const identity = outboundMessage().identity;
const mail = (entryId: string, conversationId: string, over: Partial<ReturnType<typeof outboundMessage>> = {}) =>
  outboundMessage({ entryId, conversationId, identity, automatic: true, ...over });

test('one automatic answer a day in each conversation, by whichever process, and a mail tried again is the same one', async () => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  try {
    const limit = await AutomaticLimit.open(documents);
    const elsewhere = await AutomaticLimit.open(documents);
    assert.equal(await limit.enter(mail('a', 'v_1'), START), 'may-go');
    assert.equal(await elsewhere.enter(mail('b', 'v_1'), START + 1), 'answered-already');
    assert.equal(await elsewhere.enter(mail('a', 'v_1', { attempt: 2 }), START + HOUR), 'may-go');
    assert.equal(await elsewhere.enter(mail('c', 'v_2'), START + 2), 'may-go', 'another conversation');
    const other = outboundMessage().identity;
    assert.equal(await elsewhere.enter(mail('d', 'v_1', { identity: other }), START + 2), 'may-go', 'another person');
    assert.equal(await limit.enter(mail('e', 'v_1'), START + 24 * HOUR - 1), 'answered-already');
    assert.equal(await limit.enter(mail('f', 'v_1'), START + 24 * HOUR), 'may-go');
    assert.equal(await limit.enter(mail('g', 'v_1'), START + 25 * HOUR), 'answered-already');
  } finally {
    await documents.close();
  }
});

test('two processes that answer at once send one', async () => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  try {
    const limits = await Promise.all([1, 2, 3, 4].map(() => AutomaticLimit.open(documents)));
    const verdicts = await Promise.all(limits.map((limit, at) => limit.enter(mail(`m_${at}`, 'v_1'), START)));
    assert.deepEqual(verdicts.toSorted(), ['answered-already', 'answered-already', 'answered-already', 'may-go']);
  } finally {
    await documents.close();
  }
});

test('a mail whose count was written without an answer is counted once and may go', async () => {
  const lost = new Set(['insert', 'replace']);
  const documents = faultyDocumentStore(await openSqliteDocumentStore({ file: ':memory:' }), {
    after: ({ method }) => (lost.delete(method) ? 'lose' : 'answer'),
  });
  try {
    const limit = await AutomaticLimit.open(documents);
    const copyOf = 'r_elsewhere';
    for (let at = 1; at <= 10; at += 1)
      assert.equal(await limit.enter(mail(`copy_${at}`, 'v_1', { copyOf }), START), 'may-go');
    assert.equal(await limit.enter(mail('copy_11', 'v_1', { copyOf }), START), 'too-many');
    assert.equal(lost.size, 0);
  } finally {
    await documents.close();
  }
});

test('copies are no automatic answers, but of all together ten an hour go to one address', async () => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  try {
    const limit = await AutomaticLimit.open(documents);
    const copyOf = 'r_elsewhere';
    for (let at = 1; at <= 8; at += 1)
      assert.equal(await limit.enter(mail(`copy_${at}`, 'v_1', { copyOf }), START), 'may-go');
    assert.equal(await limit.enter(mail('answer', 'v_1'), START), 'may-go');
    assert.equal(await limit.enter(mail('second answer', 'v_1'), START), 'answered-already');
    assert.equal(await limit.enter(mail('copy_9', 'v_1', { copyOf }), START), 'may-go');
    assert.equal(await limit.enter(mail('copy_10', 'v_1', { copyOf }), START + HOUR - 1), 'too-many');
    assert.equal(await limit.enter(mail('copy_10', 'v_1', { copyOf }), START + HOUR), 'may-go');
    assert.equal(await limit.enter(mail('third answer', 'v_1'), START + HOUR), 'answered-already');
  } finally {
    await documents.close();
  }
});

test('a second automatic answer fails with its reason after a restart too; an agent’s answer and a copy go out', async () => {
  await using stage = await openMailStage();
  const { send, told } = copiesOf(stage);
  const conversationId = 'v_one';
  await send('r_1', { copyOf: undefined, conversationId });
  assert.equal(await told('r_1'), 'sent');
  await stage.restart();
  await stage.another();
  await send('r_2', { copyOf: undefined, conversationId });
  assert.equal(await told('r_2'), 'answered-automatically');
  await send('r_3', { conversationId });
  assert.equal(await told('r_3'), 'sent');
  await send('r_4', { automatic: undefined, copyOf: undefined, conversationId });
  assert.equal(await told('r_4'), 'sent');
  assert.equal(stage.world.mailsFor('anna@example.org').length, 3);
});
