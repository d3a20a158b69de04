import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Findings, type PromiseName } from '../findings.ts';
import { AssignmentHistory, type OwnerChange } from './assignment-history.ts';

const CAPACITY = 4;

const given = (conversationId: string, agentId: string, at: number, n = at): OwnerChange => ({
  conversationId,
  kind: 'assigned',
  agentId,
  at,
  n,
});
const decided = (at: number, stateAt: number, n: number): OwnerChange => ({ ...given('c', 'anna', at, n), stateAt });
const ended = (conversationId: string, at: number, agentId?: string): OwnerChange => ({
  conversationId,
  kind: 'ended',
  at,
  n: at,
  ...(agentId === undefined ? {} : { agentId }),
});

function found(
  conversations: readonly (readonly OwnerChange[])[],
  { weight = 2, toleranceMs = 0 } = {},
): PromiseName[] {
  const findings = new Findings();
  const history = new AssignmentHistory(findings);
  history.toleranceMs = toleranceMs;
  for (const changes of conversations) history.take(changes, weight);
  history.checkCapacity(() => CAPACITY);
  return findings.all.filter(({ violations }) => violations > 0).map(({ promise }) => promise);
}

test('one owner after another is well, in whatever order the facts were appended', () => {
  assert.deepEqual(
    found([[given('c', 'anna', 10), ended('c', 20, 'anna'), given('c', 'ben', 30), ended('c', 40)]]),
    [],
  );
  assert.deepEqual(found([[given('c', 'ben', 30), ended('c', 20, 'anna'), given('c', 'anna', 10)]]), []);
});

test('a conversation given to a second agent while the first has it is found', () => {
  assert.deepEqual(found([[given('c', 'anna', 10), given('c', 'ben', 20), ended('c', 30)]]), ['owner']);
});

test('what was accepted although it had been resolved a moment before is held by nobody', () => {
  const back: OwnerChange = { conversationId: 'c', kind: 'reopened', at: 30, n: 30 };
  assert.deepEqual(found([[ended('c', 10), given('c', 'anna', 20), back, given('c', 'ben', 40)]]), []);
  const handedOver = [given('c', 'anna', 5), ended('c', 10), ended('c', 20, 'anna'), given('c', 'carl', 20, 21)];
  assert.deepEqual(found([[...handedOver, back, given('c', 'ben', 40)]]), []);
  assert.deepEqual(found([[ended('c', 10), back, given('c', 'anna', 35), given('c', 'ben', 40)]]), ['owner']);
});

test('what was decided before its document heard of rest and return is held by nobody; decided after, it is', () => {
  const turns: OwnerChange[] = [
    { conversationId: 'c', kind: 'ended', at: 10, stateAt: 10_500, n: 2 },
    { conversationId: 'c', kind: 'reopened', at: 20, stateAt: 20_500, n: 3 },
  ];
  const late = { ...ended('c', 35, 'anna'), stateAt: 5_000, n: 6 };
  assert.deepEqual(found([[...turns, decided(25, 5_000, 4), { ...decided(30, 20_500, 5), agentId: 'ben' }, late]]), []);
  assert.deepEqual(found([[...turns, decided(25, 20_500, 4), decided(30, 20_500, 5)]]), ['owner']);
});

test('a conversation taken from somebody who had it not is found', () => {
  assert.deepEqual(found([[given('c', 'anna', 10), ended('c', 20, 'ben')]]), ['owner']);
});

test('where a clock was put back, the order in the stream is believed too; two owners by both are found', () => {
  const putBack = [given('c', 'anna', 100, 1), ended('c', 200, 'anna'), given('c', 'ben', 50, 300), ended('c', 400)];
  assert.deepEqual(found([putBack]), ['owner']);
  assert.deepEqual(found([putBack], { toleranceMs: 100 }), []);
  const twoOwners = [given('c', 'anna', 100, 1), given('c', 'ben', 50, 2), ended('c', 400)];
  assert.deepEqual(found([twoOwners], { toleranceMs: 100 }), ['owner']);
});

test('an agent above capacity for a millisecond is found, one who changes conversations within it is not', () => {
  const full = [[given('a', 'anna', 10), ended('a', 30)], [given('b', 'anna', 10)]];
  assert.deepEqual(found([...full, [given('c', 'anna', 29), ended('c', 50)]]), ['capacity']);
  assert.deepEqual(found([...full, [given('c', 'anna', 30), ended('c', 50)]]), []);
});

test('an excess shorter than the difference of clocks is let pass, a longer one is not', () => {
  const above = [[given('a', 'anna', 0)], [given('b', 'anna', 0)], [given('c', 'anna', 100), ended('c', 200)]];
  assert.deepEqual(found(above, { toleranceMs: 100 }), []);
  assert.deepEqual(found(above, { toleranceMs: 99 }), ['capacity']);
});

const limitsOf = (agentId: string): readonly string[] => [agentId, 'team front'];

test('limits of teams, channels and kinds of work are added up as they are', () => {
  const findings = new Findings();
  const history = new AssignmentHistory(findings);
  history.take([given('a', 'anna', 10)], 2, limitsOf);
  history.take([given('b', 'ben', 20), ended('b', 30)], 3, limitsOf);
  history.checkCapacity(() => CAPACITY);
  const examples = findings.all.flatMap((one) => one.examples);
  assert.deepEqual(examples, ['team front held 5 of 4 from 20 to 30']);
});
