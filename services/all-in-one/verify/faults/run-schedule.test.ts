import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '@onethread/testkit';
import type { Stage } from '../stage.ts';
import { Pace } from '../traffic/pace.ts';
import { RecoveryWatch } from '../traffic/recovery-watch.ts';
import type { Fault } from './fault.ts';
import { runSchedule } from './run-schedule.ts';

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('a run that is over before a fault is due leaves it out, and nothing keeps the process', async () => {
  const done: string[] = [];
  const fault: Fault = { name: 'late', about: '', engines: [], inject: async () => void done.push('late') };
  const before = timers();
  await runSchedule({
    stage: {} as Stage,
    faults: [fault],
    rounds: 1,
    random: seeded(1),
    watch: new RecoveryWatch(),
    pace: new Pace({ getStatus: () => Promise.reject(new Error('over')) }),
    progress: () => 1,
    patienceMs: 1,
    onInjected: ({ fault: name }) => done.push(name),
  });
  assert.deepEqual(done, []);
  assert.equal(timers(), before);
});
