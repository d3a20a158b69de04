import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DomainPace, MAX_DOMAINS } from './domain-pace.ts';

const MINUTE = 60_000;

function clock() {
  const time = { now: 1_000_000 };
  return { time, now: () => time.now };
}

test('a minute’s worth goes at once, then one by one', () => {
  const { time, now } = clock();
  const pace = new DomainPace(60, now);
  const waits = Array.from({ length: 60 }, () => pace.enter('example.org'));
  assert.deepEqual(new Set(waits), new Set([0]));
  assert.equal(pace.enter('example.org'), 1_000);
  assert.equal(pace.enter('elsewhere.example'), 0);
  time.now += 1_000;
  assert.equal(pace.enter('example.org'), 0);
  assert.equal(pace.enter('example.org'), 1_000);
  time.now += 10 * MINUTE;
  assert.deepEqual(new Set(Array.from({ length: 60 }, () => pace.enter('example.org'))), new Set([0]));
  assert.notEqual(pace.enter('example.org'), 0);
});

test('a domain that asks for less is left alone longer each time, until it takes a mail', () => {
  const { time, now } = clock();
  const pace = new DomainPace(60, now);
  const pauses: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    pace.pause('example.org');
    // Mails that were on their way say it too.
    pace.pause('example.org');
    const wait = pace.enter('example.org');
    pauses.push(wait / MINUTE);
    time.now += wait;
    assert.equal(pace.enter('example.org'), 0);
  }
  assert.deepEqual(pauses, [1, 2, 4, 8, 15, 15]);
  pace.clear('example.org');
  pace.pause('example.org');
  assert.equal(pace.enter('example.org'), MINUTE);
});

test('of too many domains the one that was written to longest ago is forgotten, however often it was asked for', () => {
  const pace = new DomainPace(60, clock().now);
  pace.pause('example.org');
  for (let n = 1; n < MAX_DOMAINS; n += 1) pace.enter(`${n}.example`);
  assert.equal(pace.enter('example.org'), MINUTE);
  pace.enter('one-more.example');
  assert.equal(pace.enter('example.org'), 0);
});
