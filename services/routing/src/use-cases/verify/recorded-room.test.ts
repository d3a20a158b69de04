import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordedInput } from '@onethread/contracts';
import { RecordedRoom } from './recorded-room.ts';

type Agent = Extract<RecordedInput, { readonly type: 'agent' }>;
type Waiting = Extract<RecordedInput, { readonly type: 'waiting' }>;

const agent = (over: Partial<Agent> = {}): Agent => ({
  type: 'agent',
  at: 1,
  agentId: 'anna',
  availability: 'available',
  capacity: 4,
  interruptibleCapacity: 2,
  channels: {},
  skills: [],
  teams: [],
  load: 0,
  interruptibleLoad: 0,
  channelLoad: {},
  lastAssignedAt: 0,
  ...over,
});
const waiting = (over: Partial<Waiting> = {}): Waiting => ({
  type: 'waiting',
  at: 1,
  conversationId: 'v',
  waitingSince: 1,
  queueId: 'q',
  weight: 2,
  channel: 'sms',
  interruptible: false,
  priority: 0,
  skills: [],
  refusedBy: [],
  ...over,
});
const decided: RecordedInput = {
  type: 'decided',
  at: 1,
  decisionId: 'd',
  conversationId: 'v',
  agentId: 'anna',
  choice: 'only',
};

function found(...inputs: readonly RecordedInput[]): readonly string[] {
  const room = new RecordedRoom();
  const queues = [] as never;
  room.adopt({ version: 1, queues, teams: [{ id: 'front', name: 'Front', maxLoad: 5 }], ageUnitSeconds: 60 });
  return inputs.flatMap((input) => room.take(input));
}

test('what fits exactly is well, one more of it is found', () => {
  assert.deepEqual(found(agent({ load: 2 }), waiting(), decided), []);
  assert.deepEqual(found(agent({ load: 3 }), waiting(), decided), ['anna holds 5 of 4 with v']);
  const next = [waiting(), decided, waiting(), decided, waiting(), decided];
  assert.deepEqual(found(agent(), ...next), ['anna holds 6 of 4 with v'], 'decisions count before the agent is told');
});

test('kinds of work are counted apart', () => {
  assert.deepEqual(found(agent({ load: 4 }), waiting({ interruptible: true }), decided), []);
  const full = agent({ interruptibleLoad: 1 });
  assert.deepEqual(found(full, waiting({ interruptible: true }), decided), [
    'anna holds 3 of 2 of interruptible work with v',
  ]);
});

test('the limit of a channel holds for that channel alone', () => {
  const limited = agent({ channels: { sms: 1 } });
  assert.deepEqual(found(limited, waiting(), decided), ['anna holds 2 of 1 on sms with v']);
  assert.deepEqual(found(limited, waiting({ channel: 'constructor' }), decided), []);
});

test('a team holds together what its members hold, while they are there', () => {
  const teams = ['front'];
  const ben = agent({ agentId: 'ben', teams, load: 4 });
  assert.deepEqual(found(ben, agent({ teams }), waiting(), decided), ['anna holds 6 of 5 in the team front with v']);
  const left: RecordedInput = { type: 'agent-gone', at: 1, agentId: 'ben' };
  assert.deepEqual(found(ben, left, agent({ teams }), waiting(), decided), []);
});

test('what nobody was told of cannot have been decided', () => {
  assert.equal(found(agent(), decided).length, 1);
  assert.equal(found(agent(), waiting(), { type: 'gone', at: 1, conversationId: 'v' }, decided).length, 1);
});
