import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { seeded } from '@onethread/testkit';
import { CommandLineError, readCommandLine } from './command-line.ts';
import { FAULTS, faultsFor } from './faults/faults.ts';
import { planSchedule } from './faults/run-schedule.ts';

const RUN = join(import.meta.dirname, 'run.ts');
const read = (...words: string[]) => readCommandLine(words, () => 42);

test('without words it runs every fault of the embedded engine, with a seed that is told', () => {
  const { kind, engine, messages, seed, faults, brokers } = read();
  assert.deepEqual([kind, engine, messages, seed, brokers], ['run', 'embedded', 10_000, 42, 1]);
  assert.deepEqual(faults, faultsFor('embedded', 1));
});

test('faults are chosen by name; none are none', () => {
  assert.deepEqual(
    read('--faults', 'kill, freeze').faults.map(({ name }) => name),
    ['kill', 'freeze'],
  );
  assert.deepEqual(read('--faults', 'none').faults, []);
});

test('what there is not is refused, with what there is', () => {
  assert.throws(() => read('--engine', 'paper'), /none of embedded, kafka-sqlite, cluster/);
  assert.throws(() => read('--faults', 'kill-broker'), /embedded's: kill,/);
  assert.throws(() => read('--messages', 'many'), CommandLineError);
  assert.throws(() => read('--brokers', '2'), /1 or 3/);
  assert.throws(() => read('--fast'), CommandLineError);
});

test('every fault has a name of its own, and each engine has some', () => {
  assert.equal(new Set(FAULTS.map(({ name }) => name)).size, FAULTS.length);
  for (const engine of ['embedded', 'kafka-sqlite', 'cluster'] as const) assert.ok(faultsFor(engine, 1).length > 0);
  assert.ok(faultsFor('cluster', 3).some(({ name }) => name === 'kill-each-broker'));
  assert.ok(!faultsFor('cluster', 1).some(({ name }) => name === 'kill-each-broker'));
});

test('the same seed breaks the same things at the same places, each once a round, over the whole run', () => {
  const faults = faultsFor('embedded', 1);
  const plan = planSchedule(faults, 2, seeded(5));
  assert.deepEqual(plan, planSchedule(faults, 2, seeded(5)));
  assert.notDeepEqual(plan, planSchedule(faults, 2, seeded(6)));
  for (const fault of faults) assert.equal(plan.filter((one) => one.fault === fault).length, 2);
  const places = plan.map(({ at }) => at);
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  );
  assert.ok(places.every((at) => at > 0 && at < 1));
});

test('--faults list names every fault and runs nothing; a wrong word ends with 2', () => {
  const list = spawnSync(process.execPath, [RUN, '--faults', 'list'], { encoding: 'utf8' });
  assert.equal(list.status, 0);
  for (const { name } of FAULTS) assert.match(list.stdout, new RegExp(`^${name} `, 'm'));
  assert.equal(spawnSync(process.execPath, [RUN, '--messages', '-3']).status, 2);
});
