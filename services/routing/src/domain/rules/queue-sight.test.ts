import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assignmentSettingsSchema } from '@onethread/contracts';
import { QueueSight } from './queue-sight.ts';
import type { Onlooker } from './queue-sight.ts';

const SETTINGS = assignmentSettingsSchema.parse({
  defaultQueue: 'everyone',
  queues: [
    { id: 'everyone', name: 'Everyone' },
    { id: 'north', name: 'North', teams: ['north', 'both'] },
    { id: 'south', name: 'South', teams: ['south', 'both'], overflow: [{ afterSeconds: 60, queue: 'north' }] },
    { id: 'west', name: 'West', teams: ['west'], overflow: [{ afterSeconds: 60, queue: 'south' }] },
    { id: 'last', name: 'Last', teams: ['west'], anyoneAfterSeconds: 600 },
    { id: 'bank', name: 'Bank', pool: 'bank' },
    { id: 'vault', name: 'Vault', pool: 'bank', teams: ['north'], overflow: [{ afterSeconds: 1, queue: 'everyone' }] },
  ],
});
const ALL = SETTINGS.queues.map(({ id }) => id);

function seen(who: Partial<Onlooker>): readonly string[] {
  const sight = new QueueSight(SETTINGS, { role: 'agent', pool: 'main', teams: [], ...who });
  return SETTINGS.queues.filter(({ id, pool }) => sight.sees({ queueId: id, pool })).map(({ id }) => id);
}

describe('what an agent is shown of what waits', () => {
  const cases: readonly (readonly [what: string, who: Partial<Onlooker>, queues: readonly string[]])[] = [
    ['without a team it is queues of everyone', {}, ['everyone', 'last']],
    [
      'with a team its queues too, and those that overflow into them',
      { teams: ['north'] },
      ['everyone', 'north', 'south', 'last'],
    ],
    ['overflow goes one step', { teams: ['south'] }, ['everyone', 'south', 'west', 'last']],
    ['another pool is another house', { pool: 'bank', teams: ['north'] }, ['bank', 'vault']],
    ['a step into another pool leads nowhere', { pool: 'bank' }, ['bank']],
    ['supervisors see everything', { role: 'supervisor', pool: 'bank' }, ALL],
    ['admins see everything', { role: 'admin' }, ALL],
  ];
  for (const [what, who, queues] of cases) test(what, () => assert.deepEqual(seen(who), queues));

  test('a queue that is gone is seen by its whole pool', () => {
    const sight = new QueueSight(SETTINGS, { role: 'agent', pool: 'main', teams: [] });
    assert.equal(sight.sees({ queueId: 'gone', pool: 'main' }), true);
    assert.equal(sight.sees({ queueId: 'gone', pool: 'bank' }), false);
  });
});
