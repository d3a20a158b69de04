import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CONSUMER_GROUPS,
  INBOUND_MESSAGES,
  outboundTopic,
  type EntryBody,
  type InboundMessage,
  type OutboundMessage,
} from '@onethread/contracts';
import { openSqliteDocumentStore } from '@onethread/documents';
import { openSqliteEventLog } from '@onethread/log';
import { seeded, waitFor } from '@onethread/testkit';
import { Findings } from '../findings.ts';
import { Roster, type Person } from '../traffic/roster.ts';
import { messageText } from '../traffic/texts.ts';
import { AssignmentHistory } from './assignment-history.ts';
import { checkCommitted, checkLog } from './check-log.ts';
import { checkAnswer } from './check-threads.ts';
import { checkNumbers, walkEntries } from './walk-entries.ts';

const broken = (findings: Findings): string[] =>
  findings.all.filter(({ violations }) => violations > 0).map(({ promise }) => promise);

function numbersFind(numbers: readonly number[], begun = 3): string[] {
  const findings = new Findings();
  checkNumbers({ name: 'sms-1', acknowledged: 3, begun }, numbers, findings);
  return broken(findings);
}

describe('the messages of one person', () => {
  test('each once and in order are well, also one that was stored and never acknowledged', () => {
    assert.deepEqual(numbersFind([1, 2, 3]), []);
    assert.deepEqual(numbersFind([1, 2, 3, 4], 4), []);
  });
  test('one that is missing, doubled, out of order or from nowhere is found', () => {
    assert.deepEqual(numbersFind([1, 3]), ['accepted']);
    assert.deepEqual(numbersFind([1, 2, 2, 3]), ['once']);
    assert.deepEqual(numbersFind([1, 3, 2]), ['order']);
    assert.deepEqual(numbersFind([1, 2, 3, 4]), ['once']);
  });
});

function answerFinds(state: 'sent' | 'unknown' | 'failed' | 'undecided', times: number): string[] {
  const findings = new Findings();
  const arrived = Array.from({ length: times }, () => 'mark');
  checkAnswer({ name: 'sms-1', arrived }, { mark: 'mark', itemId: 'r', state, status: state }, findings);
  return broken(findings);
}

describe('an answer', () => {
  test('sent and arrived once, failed and not arrived, unknown and either: all well', () => {
    for (const [state, times] of [
      ['sent', 1],
      ['failed', 0],
      ['unknown', 0],
      ['unknown', 1],
    ] as const)
      assert.deepEqual(answerFinds(state, times), [], `${state} ${times}`);
  });
  test('arrived twice, told wrongly or never decided is found', () => {
    assert.deepEqual(answerFinds('sent', 2), ['sent-once']);
    assert.deepEqual(answerFinds('unknown', 2), ['sent-once']);
    assert.deepEqual(answerFinds('sent', 0), ['told']);
    assert.deepEqual(answerFinds('failed', 1), ['told']);
    assert.deepEqual(answerFinds('undecided', 0), ['told']);
  });
});

/** One person on SMS, who wrote so many messages. */
function oneWriter(messages: number): { roster: Roster; person: Person } {
  const roster = new Roster(200, seeded(1));
  const person = roster.people.find(({ channel }) => channel === 'sms');
  assert.ok(person);
  const customers = { sms: () => ({ channel: 'sms', account: '+1', externalId: '+44' }) };
  roster.meet(person, { customers } as unknown as Parameters<Roster['meet']>[1], () => {});
  person.begun = person.acknowledged = messages;
  return { roster, person };
}

async function walked(entries: (person: Person) => readonly { n: number; at: number; body: unknown }[]) {
  const { roster, person } = oneWriter(2);
  const history = await openSqliteDocumentStore({ file: ':memory:' });
  const stored = await history.collection<{ _id: string; rev: number; n: number }>({ name: 'entries' });
  for (const { n, at, body } of entries(person)) {
    const { customerId } = person;
    const entry = { _id: `${customerId}#${n}`, streamId: customerId, customerId, entryId: `e${n}`, n, at, body };
    await stored.insert(entry);
  }
  const findings = new Findings();
  const { messages } = await walkEntries({ history, roster, findings, assignments: new AssignmentHistory(findings) });
  await history.close();
  return { messages, broken: broken(findings) };
}

const said = (person: Person, number: number): Partial<EntryBody> => ({
  kind: 'message',
  parts: [{ kind: 'text', text: messageText(person.name, number) }],
});

describe('a stream', () => {
  test('dense and rising, with what was acknowledged, is well', async () => {
    const { messages, broken: found } = await walked((person) => [
      { n: 1, at: 1, body: said(person, 1) },
      { n: 2, at: 2, body: said(person, 2) },
    ]);
    assert.deepEqual([messages, found], [2, []]);
  });
  test('with a gap, or a time that does not rise, is found', async () => {
    const gap = await walked((person) => [
      { n: 1, at: 1, body: said(person, 1) },
      { n: 3, at: 2, body: said(person, 2) },
    ]);
    assert.deepEqual(gap.broken, ['dense']);
    const standing = await walked((person) => [
      { n: 1, at: 5, body: said(person, 1) },
      { n: 2, at: 5, body: said(person, 2) },
    ]);
    assert.deepEqual(standing.broken, ['dense']);
  });
});

const inbound = ({ name }: Person, number: number): InboundMessage => ({
  version: 1,
  type: 'message',
  occurredAt: 1,
  entryId: `m_${name}_${number}`,
  identity: { identityId: 'i', channel: 'sms', account: '+1', externalId: '+44' },
  profile: {},
  providerMessageId: String(number),
  author: 'customer',
  automatic: false,
  threadRefs: [],
  parts: [{ kind: 'text', text: messageText(name, number) }],
});

describe('the log', () => {
  test('an offset committed past a record that is not stored is found; the same record uncommitted is well', async () => {
    for (const commits of [true, false]) {
      const log = await openSqliteEventLog({ file: ':memory:' });
      const history = await openSqliteDocumentStore({ file: ':memory:' });
      const { person } = oneWriter(1);
      const blocked = Promise.withResolvers<void>();
      const subscription = await log.subscribe({
        topic: INBOUND_MESSAGES.name,
        group: CONSUMER_GROUPS.router,
        handle: () => (commits ? Promise.resolve() : blocked.promise),
      });
      await log.publish([{ topic: INBOUND_MESSAGES.name, key: 'i', value: JSON.stringify(inbound(person, 1)) }]);
      const lag = async () => (await log.lag()).reduce((sum, { records }) => sum + records, 0);
      await waitFor(async () => (await lag()) === (commits ? 0 : 1), { describe: 'the commit' });
      const findings = new Findings();
      await checkCommitted(log, history, findings);
      assert.deepEqual(broken(findings), commits ? ['log'] : []);
      blocked.resolve();
      await subscription.stop();
      await log.close();
      await history.close();
    }
  });

  test('answers that arrive in another order than their channel was given them are found', async () => {
    const log = await openSqliteEventLog({ file: ':memory:' });
    const { roster, person } = oneWriter(2);
    const mark = (number: number) => `re ${person.name}#${number} by agent-1`;
    const reply = (number: number): OutboundMessage => ({
      version: 1,
      type: 'reply',
      occurredAt: 1,
      entryId: `r_${number}`,
      conversationId: 'v',
      identity: { identityId: 'i', channel: 'sms', account: '+1', externalId: '+44' },
      parts: [{ kind: 'text', text: mark(number) }],
      attempt: 1,
    });
    const topic = outboundTopic('sms').name;
    await log.publish([1, 2].map((number) => ({ topic, key: 'i', value: JSON.stringify(reply(number)) })));
    const finds = async (arrived: readonly string[]): Promise<string[]> => {
      person.arrived.splice(0, person.arrived.length, ...arrived);
      const findings = new Findings();
      await checkLog(log, roster, findings);
      return broken(findings);
    };
    assert.deepEqual(await finds([mark(1), mark(2)]), []);
    assert.deepEqual(await finds([mark(2)]), []);
    assert.deepEqual(await finds([mark(2), mark(1)]), ['parked-order']);
    await log.close();
  });
});
