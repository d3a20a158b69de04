import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RecordedInput } from '@onethread/contracts';
import { TrafficReader } from './read-traffic.ts';
import type { Traffic } from './traffic.ts';

type Told = readonly [at: number, type: RecordedInput['type'], more?: Readonly<Record<string, unknown>>];

const WAITING = {
  waitingSince: 10,
  queueId: 'all',
  weight: 2,
  channel: 'pigeon',
  interruptible: false,
  priority: 0,
  skills: [],
  refusedBy: [],
};

function read(...told: readonly Told[]): Traffic {
  const reader = new TrafficReader();
  for (const [at, type, more] of told) {
    const waiting = type === 'waiting' ? WAITING : {};
    reader.take({ type, at, conversationId: 'c', agentId: 'anna', ...waiting, ...more } as unknown as RecordedInput);
  }
  return reader.traffic({ from: 0, to: 1_000_000 });
}

const OFFERED: readonly Told[] = [
  [10, 'waiting'],
  [20, 'decided'],
];

describe('what is read of a recording', () => {
  test('an offer that is declined and one that is accepted belong to one stay', () => {
    const { stays } = read(
      ...OFFERED,
      [25, 'answered', { outcome: 'declined' }],
      [25, 'waiting', { refusedBy: ['anna'] }],
      [30, 'decided', { agentId: 'ben' }],
      [33, 'answered', { agentId: 'ben', outcome: 'accepted' }],
      [90, 'released', { agentId: 'ben', reason: 'resolved' }],
    );
    assert.equal(stays.length, 1);
    const [stay] = stays;
    assert.deepEqual(
      stay?.offers.map(({ agentId, outcome, answeredAt }) => [agentId, outcome, answeredAt]),
      [
        ['anna', 'declined', 25],
        ['ben', 'accepted', 33],
      ],
    );
    assert.deepEqual(stay.given, { agentId: 'ben', at: 33 });
    assert.equal(stay.releasedAt, 90);
    assert.deepEqual(stay.waiting.refusedBy, [], 'as it was when it came');
  });

  test('what waits again begins another stay, which follows the release only if it came at once', () => {
    const { stays } = read(
      ...OFFERED,
      [21, 'answered', { outcome: 'accepted' }],
      [50, 'released', { reason: 'returned' }],
      [50, 'waiting'],
      [60, 'decided'],
      [61, 'answered', { outcome: 'accepted' }],
      [90, 'released', { reason: 'resolved' }],
      [99_000, 'waiting'],
    );
    assert.deepEqual(
      stays.map(({ nth, followsRelease, arrivedAt }) => [nth, followsRelease, arrivedAt]),
      [
        [0, false, 10],
        [1, true, 50],
        [2, false, 99_000],
      ],
    );
  });

  test('what was taken from the queue by hand was given then; what left without anybody left', () => {
    const taken = read([10, 'waiting'], [40, 'gone'], [90, 'released', { reason: 'resolved' }]).stays[0];
    assert.deepEqual([taken?.given, taken?.leftAt], [{ agentId: 'anna', at: 40 }, undefined]);
    const left = read([10, 'waiting'], [40, 'gone']).stays[0];
    assert.deepEqual([left?.given, left?.leftAt], [undefined, 40]);
  });

  test('what was handed from one to the other was held until the last gave it up', () => {
    const { stays, carried } = read(
      ...OFFERED,
      [21, 'answered', { outcome: 'accepted' }],
      [50, 'released', { reason: 'transferred' }],
      [80, 'released', { agentId: 'ben', reason: 'resolved' }],
    );
    assert.equal(stays[0]?.releasedAt, 80);
    assert.deepEqual(carried, []);
  });

  test('what was held before the recording is told by its release', () => {
    const { carried, stays } = read([30, 'released', { reason: 'resolved', weight: 3, channel: 'pigeon' }]);
    assert.deepEqual(carried, [{ agentId: 'anna', releasedAt: 30, weight: 3, channel: 'pigeon' }]);
    assert.deepEqual(stays, []);
  });

  test('of an agent only what is not load makes a change', () => {
    const agent = {
      availability: 'available',
      capacity: 4,
      interruptibleCapacity: 4,
      channels: {},
      skills: [],
      teams: [],
      load: 0,
      interruptibleLoad: 0,
      channelLoad: {},
      lastAssignedAt: 0,
    };
    const { agents } = read(
      [1, 'agent', agent],
      [2, 'agent', { ...agent, load: 2, channelLoad: { pigeon: 2 }, lastAssignedAt: 2 }],
      [3, 'agent', { ...agent, load: 2, availability: 'away' }],
      [4, 'agent-gone'],
    );
    const changes = [...agents.values()].flatMap((timeline) => timeline.changes);
    assert.deepEqual(
      changes.map(({ at, state }) => [at, state?.availability]),
      [
        [1, 'available'],
        [3, 'away'],
        [4, undefined],
      ],
    );
  });
});
