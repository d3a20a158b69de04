import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleAgent, sampleConversation } from '../../../tests/wire-samples.ts';
import { commandsOf, undoOf } from './hand-over.ts';
import type { HandOver } from './hand-over.ts';
import { matching, targetsOf } from './transfer-targets.ts';
import type { TargetSource } from './transfer-targets.ts';

const agents = {
  me: sampleAgent({ agentId: 'me', name: 'Ada', presence: 'available' }),
  full: sampleAgent({
    agentId: 'full',
    name: 'Anna',
    presence: 'available',
    load: 10,
    interruptibleLoad: 10,
    teamIds: ['fr'],
  }),
  free: sampleAgent({ agentId: 'free', name: 'Zoë', presence: 'available' }),
  away: sampleAgent({ agentId: 'away', name: 'Ben', presence: 'away' }),
};
const source: TargetSource = {
  agents,
  queues: [
    { queueId: 'q1', name: 'Support', pool: 'main', teamIds: [], served: true },
    { queueId: 'q2', name: 'Billing', pool: 'main', teamIds: [], served: true },
  ],
  me: agents.me,
  teamNames: new Map([['fr', 'French']]),
};
const wish: HandOver = {
  conversation: sampleConversation({ assigneeId: 'me' }),
  to: { agentId: 'free' },
  note: ' Knows the order. ',
  clientMessageId: 'm1',
  beyondCapacity: false,
};
const keysOf = (targets: ReturnType<typeof targetsOf>) => targets.map(({ key }) => key);

test('who can take it stands first, queues last, and I am not among those who get it', () => {
  const targets = targetsOf(source, sampleConversation({ assigneeId: 'me' }));
  assert.deepEqual(keysOf(targets), ['agent-free', 'agent-full', 'agent-away', 'queue-q1', 'queue-q2']);
});

test('a supervisor may give to themselves what waits, and not the queue in which it waits', () => {
  const me = sampleAgent({ ...agents.me, role: 'supervisor' });
  const targets = targetsOf({ ...source, me }, sampleConversation({ assigneeId: '' }));
  assert.deepEqual(keysOf(targets), ['agent-me', 'agent-free', 'agent-full', 'agent-away', 'queue-q2']);
});

test('people are found by name and team, whatever the accents', () => {
  const targets = targetsOf(source, sampleConversation({ assigneeId: 'me' }));
  assert.deepEqual(keysOf(matching(targets, 'zoe')), ['agent-free']);
  assert.deepEqual(keysOf(matching(targets, 'anna FREN')), ['agent-full']);
  assert.deepEqual(keysOf(matching(targets, 'bill')), ['queue-q2']);
  const benInBilling = { ...agents, away: { ...agents.away, teamIds: ['billing'] } };
  const more = targetsOf({ ...source, agents: benInBilling }, sampleConversation({ assigneeId: 'me' }));
  assert.deepEqual(keysOf(matching(more, 'bill')), ['queue-q2', 'agent-away']);
  assert.equal(matching(targets, ' ').length, targets.length);
});

test('what is held is transferred with its note in one command', () => {
  assert.deepEqual(commandsOf(wish), [
    {
      kind: 'transfer',
      conversationId: 'v1',
      to: { agentId: 'free' },
      note: 'Knows the order.',
      clientMessageId: 'm1',
    },
  ]);
});

test('what waits, or goes beyond a capacity, is assigned, and the note follows once', () => {
  const waiting = { ...wish, conversation: sampleConversation() };
  assert.deepEqual(
    commandsOf(waiting).map(({ kind }) => kind),
    ['assign', 'note'],
  );
  assert.deepEqual(commandsOf({ ...wish, note: '', beyondCapacity: true }), [
    { kind: 'assign', conversationId: 'v1', agentId: 'free', beyondCapacity: true },
  ]);
});

test('an agent takes back from a queue; a supervisor from anybody', () => {
  const agent = { agentId: 'me', supervises: false };
  const supervisor = { agentId: 'me', supervises: true };
  assert.equal(undoOf(wish, agent), undefined);
  assert.equal(undoOf({ ...wish, to: { queueId: 'q2' } }, agent)?.kind, 'take');
  assert.deepEqual(undoOf(wish, supervisor), {
    kind: 'assign',
    conversationId: 'v1',
    agentId: 'me',
    beyondCapacity: true,
  });
  const given = { ...wish, conversation: sampleConversation() };
  const undone = undoOf(given, supervisor);
  assert.deepEqual(undone?.kind === 'transfer' && undone.to, { queueId: 'q1' });
});
